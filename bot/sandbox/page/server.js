/** The local Slack's control endpoints, as the page calls them. */

/** A refusal of the local Slack, in a sentence to show as it is. */
export class ServerError extends Error {}

async function answerOf(response) {
  const body = await response.json().catch(() => null);
  if (!response.ok || body?.error) throw new ServerError(body?.error ?? `${response.status} ${response.statusText}`);
  return body ?? {};
}

/**
 * @param {string} path after /sandbox/
 * @param {Object<string, string|number>} query
 * @returns {Promise<Object>} rejects with ServerError
 */
export async function ask(path, query) {
  return answerOf(await fetch(`/sandbox/${path}?${new URLSearchParams(query)}`));
}

/**
 * @param {string} path after /sandbox/
 * @param {Object} body sent as JSON
 * @returns {Promise<Object>} rejects with ServerError
 */
export async function tell(path, body) {
  const headers = { "Content-Type": "application/json" };
  return answerOf(await fetch(`/sandbox/${path}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

/**
 * Hand over a file that a person picked for a form.
 * @param {string} person
 * @param {File} file
 * @returns {Promise<Object>} the file as Slack describes it
 */
export async function upload(person, file) {
  const query = new URLSearchParams({ as: person, name: file.name });
  const headers = { "Content-Type": "application/octet-stream" };
  const answer = await answerOf(await fetch(`/sandbox/upload?${query}`, { method: "POST", headers, body: file }));
  return answer.file;
}

/**
 * Hear what changes for one person, without reloading.
 * @param {string} person
 * @param {function(Object): void} heard called with each event; {kind: "back"} whenever the line opens
 * @param {function(): void} lost called when the line breaks; the browser tries again by itself
 * @returns {function(): void} stops listening
 */
export function listen(person, heard, lost) {
  const source = new EventSource(`/sandbox/stream?${new URLSearchParams({ as: person })}`);
  let broken = false;
  source.onmessage = (event) => heard(JSON.parse(event.data));
  source.onerror = () => {
    if (!broken) lost();
    broken = true;
  };
  source.onopen = () => {
    // Also at first: what changed between loading and listening would else be missed.
    heard({ kind: "back" });
    broken = false;
  };
  return () => source.close();
}
