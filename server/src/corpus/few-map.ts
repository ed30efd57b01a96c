/** So many values stand in a list: a set of them would take four times as much. */
const LISTED = 8;

/**
 * Values by a key of which most have one or a few: those need no set of their own, which for ten thousand keys is megabytes. Values must be
 * neither sets nor arrays themselves.
 */
export class FewMap<K, V> {
  readonly #values = new Map<K, V | V[] | Set<V>>();

  add(key: K, value: V): void {
    const known = this.#values.get(key);
    if (known === undefined) this.#values.set(key, value);
    else if (known instanceof Set) known.add(value);
    else if (!Array.isArray(known)) {
      if (known !== value) this.#values.set(key, [known, value]);
    } else if (!known.includes(value)) {
      if (known.length < LISTED) known.push(value);
      else this.#values.set(key, new Set([...known, value]));
    }
  }

  delete(key: K, value: V): void {
    const known = this.#values.get(key);
    if (known instanceof Set) {
      known.delete(value);
      if (known.size === 0) this.#values.delete(key);
    } else if (Array.isArray(known)) {
      const place = known.indexOf(value);
      if (place >= 0) known.splice(place, 1);
      if (known.length === 0) this.#values.delete(key);
    } else if (known === value) this.#values.delete(key);
  }

  has(key: K): boolean {
    return this.#values.has(key);
  }

  /** In the order in which they were added. */
  get(key: K): Iterable<V> {
    const known = this.#values.get(key);
    if (known === undefined) return [];
    return known instanceof Set || Array.isArray(known) ? known : [known];
  }
}
