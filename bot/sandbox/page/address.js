/** What the page's own URL says: who is looking, at what, in which theme and language. */
const KEYS = ["as", "beside", "at", "besideAt", "tab", "theme", "lang", "wire"];

/**
 * The situation that the URL asks for.
 * @returns {Object<string, string>} only the keys that are there
 */
export function readAddress() {
  const params = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.filter((key) => params.get(key)).map((key) => [key, params.get(key)]));
}

/**
 * Put changes into the URL without a new entry in the browser's history.
 * @param {Object<string, string|null>} changes null takes a key away
 */
export function writeAddress(changes) {
  const params = new URLSearchParams(location.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === undefined) params.delete(key);
    else params.set(key, value);
  }
  const query = params.toString();
  history.replaceState(null, "", query ? `?${query}` : location.pathname);
}
