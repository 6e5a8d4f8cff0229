package io.tacet.contract.rest;

import java.util.Map;

/**
 * What a replay did.
 *
 * @param looked lines looked at, count
 * @param imported now booked, count
 * @param alreadyThere their record is there with the same content, count
 * @param left still in quarantine, count
 * @param reasons those, by reason, count
 */
public record ReplayedQuarantine(
    long looked, long imported, long alreadyThere, long left, Map<String, Long> reasons) {}
