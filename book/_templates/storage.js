(() => {
  function standIn(name, kept) {
    var own = new Map(kept ? Object.entries(kept) : []);
    var store = {
      get length() {
        return own.size;
      },
      key: (i) => Array.from(own.keys())[i] ?? null,
      getItem: (key) => own.get(String(key)) ?? null,
      setItem: (key, value) => {
        own.set(String(key), String(value));
      },
      removeItem: (key) => {
        own.delete(String(key));
        if (kept) kept.removeItem(key);
      },
      clear: () => {
        own.clear();
        if (kept) kept.clear();
      },
    };
    Object.defineProperty(window, name, { configurable: true, value: store });
    return store;
  }
  function refuses(name) {
    try {
      return !window[name];
    } catch {
      return true;
    }
  }
  for (const name of ["localStorage", "sessionStorage"]) if (refuses(name)) standIn(name);

  var keep = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    try {
      keep.call(this, key, value);
    } catch {
      standIn(this === window.sessionStorage ? "sessionStorage" : "localStorage", this).setItem(key, value);
    }
  };
})();
