package io.tacet.contract.serde;

/** Makes a serializer or deserializer from the class name in the configuration. */
final class SerdeClass {

  private SerdeClass() {}

  @SuppressWarnings("unchecked")
  static <T> T instance(String className, Class<? super T> type) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> found =
          Class.forName(
              className, true, loader == null ? SerdeClass.class.getClassLoader() : loader);
      return (T) type.cast(found.getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IllegalArgumentException(
          "'"
              + className
              + "' is not a "
              + type.getSimpleName()
              + " on the class path; set tacet.serde.serializer and tacet.serde.deserializer, or"
              + " build with the profile that brings it",
          e);
    }
  }
}
