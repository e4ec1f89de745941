// A map that stays small, however long somebody plays.

/**
 * A map of so many at most: of more, it forgets what was set longest ago.
 * @template Key, Value
 * @extends {Map<Key, Value>}
 */
export class Few extends Map {
  /** @param {number} most */
  constructor(most) {
    super();
    this.most = most;
  }

  /** @type {(key: Key, value: Value) => this} */
  set(key, value) {
    this.delete(key);
    super.set(key, value);
    if (this.size > this.most) this.delete(/** @type {Key} */ (this.keys().next().value));
    return this;
  }
}
