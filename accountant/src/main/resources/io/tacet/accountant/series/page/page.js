(function () {
  'use strict';

  var data = JSON.parse(document.getElementById('data').textContent);
  var holder = document.getElementById('charts');
  var LIGHT = {
    text: '#1a1a1a', dim: '#555', rule: '#ddd', back: '#fff', shades: ['rgba(0,114,178,.09)', 'rgba(120,120,120,.09)'],
    lines: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8a7f00']
  };
  var DARK = {
    text: '#e6e6e6', dim: '#a8a8a8', rule: '#3a3d42', back: '#22252a', shades: ['rgba(86,180,233,.13)', 'rgba(200,200,200,.09)'],
    lines: ['#56b4e9', '#f28e4a', '#2fc795', '#e39ac4', '#f0b93a', '#9fd5f5', '#d9cf3f']
  };
  var DASHES = ['solid', 'dashed', 'dotted'];
  var PAPER = { width: 1000, height: 250 };
  var MOST_ROWS = 16;
  var STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

  var dark = window.matchMedia('(prefers-color-scheme: dark)');
  var printing = false;
  var total = Math.max(data.lengthMicros, 1000) / 1e6;
  var least = Math.min(total, Math.max(4 * data.bucketMicros / 1e6, 1e-5));
  var shown = { from: 0, until: total };
  var views = [];

  function look() { return dark.matches && !printing ? DARK : LIGHT; }

  // ---- Words for times and amounts

  function two(number) { return (number < 10 ? '0' : '') + number; }

  function trimmed(number, digits) {
    var text = number.toFixed(digits);
    return text.indexOf('.') < 0 ? text : text.replace(/0+$/, '').replace(/\.$/, '');
  }

  /** Seconds after the begin; step: what has to be told apart. */
  function since(seconds, step) {
    var digits = step >= 1 ? 0 : Math.min(6, Math.ceil(-Math.log10(step)));
    if (total < 120) {
      return trimmed(seconds, digits) + ' s';
    }
    var text = seconds.toFixed(digits);
    var whole = Math.floor(Number(text));
    var rest = digits ? text.substring(text.indexOf('.')) : '';
    return (total >= 3600 ? Math.floor(whole / 3600) + ':' + two(Math.floor(whole / 60) % 60) : Math.floor(whole / 60))
        + ':' + two(whole % 60) + rest;
  }

  /** In the page's zone. */
  function clock(seconds, step, withDay) {
    var micros = data.fromMicros + Math.round(seconds * 1e6);
    var millis = Math.floor(micros / 1000);
    var offset = data.offsets[0][1];
    data.offsets.forEach(function (one) { if (millis >= one[0]) { offset = one[1]; } });
    var local = new Date(millis + offset * 1000);
    var day = local.getUTCFullYear() + '-' + two(local.getUTCMonth() + 1) + '-' + two(local.getUTCDate());
    var text = two(local.getUTCHours()) + ':' + two(local.getUTCMinutes());
    if (step < 60) {
      text += ':' + two(local.getUTCSeconds());
    }
    if (step < 1) {
      var part = String(micros - Math.floor(micros / 1e6) * 1e6).padStart(6, '0');
      text += '.' + part.substring(0, step < 1e-3 ? 6 : 3);
    }
    return withDay ? day + ' ' + text : text;
  }

  function amount(value, figures) {
    if (value === 0) { return '0'; }
    var size = Math.abs(value);
    if (size < 1e-6) { return value.toExponential(3); }
    var digits = Math.max(0, (figures || 4) - 1 - Math.floor(Math.log10(size)));
    return value.toLocaleString('en', { maximumFractionDigits: Math.min(digits, 9) });
  }

  // ---- The axis of time

  function ticks(width) {
    var span = shown.until - shown.from;
    var wanted = span / Math.max(3, Math.floor(width / 85));
    var step = STEPS.find(function (one) { return one >= wanted; });
    if (wanted < 1) {
      var power = Math.pow(10, Math.floor(Math.log10(wanted)));
      step = [1, 2, 5, 10].map(function (one) { return one * power; }).find(function (one) { return one >= wanted * 0.999; });
    } else if (!step) {
      step = Math.ceil(wanted / 86400) * 86400;
    }
    var values = [];
    for (var i = Math.ceil(shown.from / step - 1e-9); i * step <= shown.until + step * 1e-9; i++) {
      values.push(i * step);
    }
    return { step: step, values: values };
  }

  function timeAxis(view) {
    var marks = ticks(view.plot());
    view.step = marks.step;
    return {
      axisTick: { customValues: marks.values },
      axisLabel: { customValues: marks.values }
    };
  }

  // ---- Phases

  function named(phase) {
    var repeated = data.phases.some(function (one) { return one.repeat > 1; });
    return phase.name + (repeated ? ' (' + phase.repeat + ')' : '');
  }

  /** A phase looks alike in every repeat. */
  function shade(phase) {
    return data.phases.findIndex(function (one) { return one.name === phase.name; });
  }

  function areas(view, labelled) {
    return {
      name: '\u0000phases', type: 'line', data: [[0, null]], silent: true, symbol: 'none',
      markArea: {
        silent: true, animation: false,
        label: {
          show: labelled, position: 'insideTop', color: look().dim, fontSize: 11,
          formatter: function (item) {
            var phase = data.phases[item.dataIndex];
            if (!phase) { return ''; }
            var from = Math.max(phase.from / 1e6, shown.from);
            var until = Math.min(phase.until / 1e6, shown.until);
            var room = (until - from) / (shown.until - shown.from) * view.plot();
            var text = named(phase);
            return room > text.length * 6.5 + 4 ? text : '';
          }
        },
        data: data.phases.map(function (phase) {
          return [
            { name: named(phase), xAxis: Math.max(0, phase.from / 1e6), itemStyle: { color: look().shades[shade(phase) % 2] } },
            { xAxis: Math.min(total, phase.until / 1e6) }
          ];
        })
      }
    };
  }

  function phaseAt(seconds) {
    var found = data.phases.filter(function (one) {
      return one.from / 1e6 - data.bucketMicros / 1e6 <= seconds && seconds <= one.until / 1e6 + data.bucketMicros / 1e6;
    });
    return found.map(named).join(', ');
  }

  // ---- One chart

  function points(line, divisor) {
    var all = [];
    var before = 0;
    line.at.forEach(function (bucket, i) {
      if (bucket < 0 || line.mean[i] === null || line.min && (line.min[i] === null || line.max[i] === null)) {
        all.push({ x: before, gap: true });
        return;
      }
      before = (bucket + 0.5) * data.bucketMicros / 1e6;
      all.push({
        x: before,
        mean: line.mean[i] / divisor,
        min: (line.min ? line.min[i] : line.mean[i]) / divisor,
        max: (line.max ? line.max[i] : line.mean[i]) / divisor,
        count: line.count ? line.count[i] : 1
      });
    });
    return all;
  }

  /** Points between gaps. */
  function runs(all) {
    var found = [[]];
    all.forEach(function (p) {
      if (p.gap) { found.push([]); } else { found[found.length - 1].push(p); }
    });
    return found.filter(function (run) { return run.length; });
  }

  /** From the least to the greatest sample of each bucket. */
  function band(i, name, all, colour, opacity) {
    return {
      id: 'band' + i, type: 'custom', name: name, silent: true, clip: true, z: 2, itemStyle: { color: colour },
      tooltip: { show: false }, encode: { x: [0, 1], y: [2, 3] },
      data: all.map(function (run) {
        return [run[0].x, run[run.length - 1].x, extreme(run, 'min', Math.min), extreme(run, 'max', Math.max)];
      }),
      renderItem: function (params, api) {
        var run = all[params.dataIndex];
        var upper = run.map(function (p) { return api.coord([p.x, p.max]); });
        var lower = run.map(function (p) { return api.coord([p.x, p.min]); });
        if (run.length === 1) {
          return {
            type: 'line', shape: { x1: upper[0][0], y1: upper[0][1], x2: lower[0][0], y2: lower[0][1] },
            style: { stroke: colour, lineWidth: 2, opacity: 0.6 }
          };
        }
        return { type: 'polygon', shape: { points: upper.concat(lower.reverse()) }, style: { fill: colour, opacity: opacity } };
      }
    };
  }

  function extreme(run, of, which) {
    return run.reduce(function (found, p) { return which(found, p[of]); }, run[0][of]);
  }

  function lines(view) {
    var colours = look();
    var series = [];
    var many = view.chart.lines.length > 6;
    view.chart.lines.forEach(function (line, i) {
      var colour = colours.lines[i % colours.lines.length];
      var dash = DASHES[Math.floor(i / colours.lines.length) % DASHES.length];
      var all = view.points[i];
      var name = view.names[i];
      var alone = all.filter(function (p, at) {
        return !p.gap && (at === 0 || all[at - 1].gap) && (at === all.length - 1 || all[at + 1].gap);
      });
      series.push({
        id: 'mean' + i, type: 'line', name: name, emphasis: { disabled: true }, showSymbol: false, symbol: 'circle', symbolSize: 6,
        itemStyle: { color: colour }, lineStyle: { width: 1.5, type: dash, color: colour }, z: 3,
        data: all.map(function (p) { return [p.x, p.gap ? null : p.mean]; })
      });
      if (line.min) {
        series.push(band(i, name, runs(all), colour, many ? 0.1 : 0.22));
      }
      if (alone.length) {
        series.push({
          id: 'alone' + i, type: 'scatter', name: name, symbolSize: 6, silent: true, itemStyle: { color: colour },
          tooltip: { show: false }, data: alone.map(function (p) { return [p.x, p.mean]; })
        });
      }
    });
    return series;
  }

  function element(tag, text, kind) {
    var made = document.createElement(tag);
    if (text !== undefined) { made.textContent = text; }
    if (kind) { made.className = kind; }
    return made;
  }

  function tip(view, params) {
    var rows = [];
    params.forEach(function (param) {
      var id = String(param.seriesId);
      if (id.indexOf('mean') !== 0) { return; }
      var i = Number(id.substring(4));
      var point = view.points[i][param.dataIndex];
      if (point && !point.gap) { rows.push({ i: i, point: point }); }
    });
    if (!rows.length) { return ''; }
    rows.sort(function (a, b) { return b.point.mean - a.point.mean; });
    var at = rows[0].point.x;
    var fine = Math.min(0.5, data.bucketMicros / 1e6);
    var box = element('div', undefined, 'tip');
    box.appendChild(element('div', clock(at, fine, true) + ' ' + data.zone));
    box.appendChild(element('div', since(at, fine) + ' after the start' + (phaseAt(at) ? ' · ' + phaseAt(at) : '')));
    var table = element('table');
    rows.slice(0, MOST_ROWS).forEach(function (row) {
      var line = element('tr');
      var name = element('td', undefined, 'left');
      var dot = element('i');
      dot.style.background = look().lines[row.i % look().lines.length];
      name.appendChild(dot);
      name.appendChild(document.createTextNode(view.names[row.i]));
      line.appendChild(name);
      line.appendChild(element('td', amount(row.point.mean) + ' ' + view.chart.unit));
      line.appendChild(element('td', row.point.count === 1 ? '1 sample'
          : amount(row.point.min) + ' to ' + amount(row.point.max) + ', ' + row.point.count.toLocaleString('en') + ' samples'));
      table.appendChild(line);
    });
    box.appendChild(table);
    if (rows.length > MOST_ROWS) {
      box.appendChild(element('div', 'and ' + (rows.length - MOST_ROWS) + ' more'));
    }
    return box;
  }

  function option(view) {
    var colours = look();
    var axis = timeAxis(view);
    return {
      animation: false, backgroundColor: 'transparent', textStyle: { fontFamily: 'system-ui, sans-serif', color: colours.text },
      grid: { left: 58, right: 22, top: 36, bottom: 40 },
      legend: {
        type: 'scroll', top: 0, left: 0, right: 0, itemHeight: 15, itemWidth: 26, itemStyle: { opacity: 0 },
        textStyle: { color: colours.text }, inactiveColor: colours.dim, pageIconColor: colours.text,
        pageIconInactiveColor: colours.rule, pageTextStyle: { color: colours.dim },
        data: view.names
      },
      tooltip: {
        trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: colours.back, borderColor: colours.rule,
        textStyle: { color: colours.text }, formatter: function (params) { return tip(view, params); },
        axisPointer: { type: 'line', lineStyle: { color: colours.dim } }
      },
      xAxis: {
        type: 'value', min: 0, max: total, splitLine: { show: false },
        axisLine: { onZero: false, lineStyle: { color: colours.dim } },
        axisTick: axis.axisTick,
        axisLabel: {
          customValues: axis.axisLabel.customValues, color: colours.text, hideOverlap: true, lineHeight: 15,
          formatter: function (value) { return since(value, view.step) + '\n{c|' + clock(value, view.step, false) + '}'; },
          rich: { c: { color: colours.dim, fontSize: 11, lineHeight: 15 } }
        },
        axisPointer: { label: { show: false } }
      },
      yAxis: {
        type: 'value', scale: true, min: function (v) { return v.min >= 0 && v.min < v.max / 2 ? 0 : null; },
        axisLabel: { color: colours.text, formatter: function (value) { return amount(value, 7); } },
        splitLine: { lineStyle: { color: colours.rule } }
      },
      dataZoom: [{
        id: 'zoom', type: 'inside', filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: true,
        moveOnMouseWheel: false, preventDefaultMouseMove: true, minValueSpan: least,
        start: 100 * shown.from / total, end: 100 * shown.until / total
      }],
      series: [areas(view, true)].concat(lines(view))
    };
  }

  function draw(view) {
    var size = printing ? PAPER : {};
    if (!view.drawn) {
      view.drawn = echarts.init(view.element, null, {
        renderer: 'canvas', width: size.width, height: size.height, devicePixelRatio: printing ? 2 : undefined
      });
      listen(view);
    }
    view.drawn.setOption(option(view), true);
    view.stale = false;
  }

  /** One chart in each frame, so that the page answers meanwhile. */
  var due = [];

  function drawSoon(view) {
    due.push(view);
    if (due.length === 1) { window.requestAnimationFrame(drawNext); }
  }

  function drawNext() {
    var view = due[0];
    if (!view.drawn) { draw(view); }
    due.shift();
    if (due.length) { window.requestAnimationFrame(drawNext); }
  }

  // ---- What is shown, the same in all charts

  var waiting = null;

  function show(from, until, source) {
    var span = Math.min(total, Math.max(least, until - from));
    shown.from = Math.max(0, Math.min(from, total - span));
    shown.until = shown.from + span;
    views.forEach(function (view) { view.stale = true; });
    if (waiting === null) {
      waiting = window.requestAnimationFrame(function () {
        waiting = null;
        views.concat(overview ? [overview] : []).forEach(function (view) { refresh(view, source); });
        buttons.forEach(press);
      });
    }
  }

  function refresh(view, source) {
    if (!view.drawn || !view.stale && view !== overview || !view.visible) { return; }
    var change = view === overview ? {} : { xAxis: timeAxis(view) };
    if (view !== source) {
      change.dataZoom = [{ id: 'zoom', start: 100 * shown.from / total, end: 100 * shown.until / total }];
    }
    view.drawn.setOption(change);
    view.stale = false;
  }

  var telling = false;

  function listen(view) {
    view.drawn.on('datazoom', function (event) {
      var zoom = event.batch ? event.batch[0] : event;
      if (typeof zoom.start === 'number') {
        show(zoom.start / 100 * total, zoom.end / 100 * total, view);
      }
    });
    view.drawn.on('updateAxisPointer', function (event) {
      if (telling || view === overview) { return; }
      telling = true;
      views.forEach(function (other) {
        if (other !== view && other.drawn && other.visible) {
          other.drawn.dispatchAction({ type: 'updateAxisPointer', axesInfo: event.axesInfo });
        }
      });
      telling = false;
    });
    view.drawn.getZr().on('dblclick', function () { show(0, total, null); });
  }

  // ---- The bar above the charts

  var buttons = [];

  function button(row, text, title, run, window_) {
    var made = element('button', text);
    made.type = 'button';
    made.title = title;
    made.addEventListener('click', run);
    row.appendChild(made);
    if (window_) { buttons.push({ element: made, from: window_[0], until: window_[1] }); }
  }

  function press(one) {
    var near = total * 1e-6 + 1e-9;
    var pressed = Math.abs(one.from - shown.from) < near && Math.abs(one.until - shown.until) < near;
    one.element.setAttribute('aria-pressed', String(pressed));
  }

  function zoom(factor) {
    var middle = (shown.from + shown.until) / 2;
    var half = (shown.until - shown.from) / 2 * factor;
    show(middle - half, middle + half, null);
  }

  function move(part) {
    var way = (shown.until - shown.from) * part;
    show(shown.from + way, shown.until + way, null);
  }

  /** Of two axes the slider zooms the second, so that the phases behind it stay where they are. */
  function overviewOption(view) {
    var colours = look();
    return {
      animation: false, textStyle: { color: colours.text },
      grid: { left: 8, right: 8, top: 9, height: 30 },
      xAxis: [{ type: 'value', min: 0, max: total, show: false }, { type: 'value', min: 0, max: total, show: false }],
      yAxis: { type: 'value', min: 0, max: 1, show: false },
      dataZoom: [{
        id: 'zoom', type: 'slider', xAxisIndex: 1, filterMode: 'none', left: 8, right: 8, top: 9, height: 30, showDataShadow: false,
        brushSelect: true, minValueSpan: least, borderColor: colours.rule, backgroundColor: 'transparent',
        fillerColor: 'rgba(86,180,233,.22)', textStyle: { color: colours.text }, showDetail: false,
        start: 100 * shown.from / total, end: 100 * shown.until / total
      }],
      series: [areas(view, false), { type: 'line', xAxisIndex: 1, data: [] }]
    };
  }

  // ---- Put together

  var bar = element('div', undefined, 'bar');
  var row = element('div', undefined, 'buttons');
  row.setAttribute('role', 'group');
  row.setAttribute('aria-label', 'Time that is shown in all charts');
  bar.appendChild(row);
  var overview = { element: element('div', undefined, 'overview'), visible: true, plot: function () { return overview.element.clientWidth; } };
  overview.element.setAttribute('aria-hidden', 'true');
  bar.appendChild(overview.element);
  holder.appendChild(bar);
  button(row, 'All', 'The whole time', function () { show(0, total, null); }, [0, total]);
  button(row, '+', 'Zoom in', function () { zoom(0.5); });
  button(row, '−', 'Zoom out', function () { zoom(2); });
  button(row, '←', 'Earlier', function () { move(-0.5); });
  button(row, '→', 'Later', function () { move(0.5); });
  data.phases.forEach(function (phase) {
    var from = Math.max(0, phase.from / 1e6);
    var until = Math.min(total, Math.max(phase.until / 1e6, from + least));
    if (until > from) {
      button(row, named(phase), 'Only ' + named(phase), function () { show(from, until, null); }, [from, until]);
    }
  });
  holder.appendChild(element('p', 'Drag a chart to move in time; turn the wheel with Ctrl pressed, or pinch, to zoom; draw in the bar above to choose a time; double-click for all of it.', 'dim hint'));

  data.charts.forEach(function (chart) {
    var figure = element('figure');
    var caption = element('figcaption', chart.metric + ' ');
    caption.appendChild(element('span', 'in ' + chart.unit));
    figure.appendChild(caption);
    var place = element('div', undefined, 'chart');
    place.setAttribute('role', 'img');
    place.setAttribute('aria-label', chart.metric + ' in ' + chart.unit + ' over time; its figures are in the tables below');
    figure.appendChild(place);
    holder.appendChild(figure);
    views.push({
      chart: chart, element: place, visible: false, stale: false,
      plot: function () { return Math.max(100, (this.drawn ? this.drawn.getWidth() : place.clientWidth) - 80); },
      names: chart.lines.map(function (line) { return line.name || chart.metric; }),
      points: chart.lines.map(function (line) { return points(line, chart.divisor); })
    });
  });

  overview.drawn = echarts.init(overview.element);
  overview.drawn.setOption(overviewOption(overview));
  listen(overview);
  buttons.forEach(press);

  var nearby = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      var view = views.find(function (one) { return one.element === entry.target; });
      view.visible = entry.isIntersecting;
      if (view.visible && !view.drawn) {
        drawSoon(view);
      } else if (view.visible) {
        refresh(view, null);
      }
    });
  }, { rootMargin: '400px 0px' });
  views.forEach(function (view) { nearby.observe(view.element); });

  var sized = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      var view = views.concat([overview]).find(function (one) { return one.element === entry.target; });
      if (!view.drawn || printing || view.drawn.getWidth() === view.element.clientWidth) { return; }
      view.drawn.resize();
      if (view !== overview) { view.drawn.setOption({ xAxis: timeAxis(view) }); }
    });
  });
  views.concat([overview]).forEach(function (view) { sized.observe(view.element); });

  function redraw(all) {
    views.forEach(function (view) {
      if (view.drawn) {
        view.drawn.dispose();
        view.drawn = null;
      } else if (!all) {
        return;
      }
      if (all || view.visible) {
        draw(view);
        view.drawn.getZr().flush();
      }
    });
    overview.drawn.setOption(overviewOption(overview), true);
  }

  dark.addEventListener('change', function () { redraw(false); });
  window.addEventListener('beforeprint', function () { printing = true; redraw(true); });
  window.addEventListener('afterprint', function () { printing = false; redraw(false); });
})();
