/** The value itself, and nothing in it can be changed any more. */
export function deepFrozen<T>(value: T): T {
  // Bytes cannot be frozen; nobody writes into them.
  if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(deepFrozen);
    Object.freeze(value);
  }
  return value;
}
