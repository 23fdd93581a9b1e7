// Shows what the company pushes, and tells it (by a POST with that message's own token) that it was shown or opened.
self.addEventListener("push", (event) => event.waitUntil(show(event.data.json())));
self.addEventListener("notificationclick", (event) => event.waitUntil(open(event.notification)));

async function show(said) {
  await self.registration.showNotification(said.title, {
    body: said.body, lang: said.lang, dir: said.dir, tag: said.tag, requireInteraction: said.now, data: said,
  });
  await tell(said, "shown");
}

async function open(notification) {
  notification.close();
  const url = new URL(notification.data.url);
  if (url.origin === self.location.origin) await self.clients.openWindow(url.href);
  await tell(notification.data, "opened");
}

async function tell(said, state) {
  if (new URL(said.tell.url).origin !== self.location.origin) return;
  try {
    await fetch(said.tell.url, {
      method: "POST", credentials: "omit", keepalive: true,
      headers: {"content-type": "application/json", "x-tidings-token": said.tell.token},
      body: JSON.stringify({id: said.tag, state}),
    });
  } catch {
    // No network just now: the company learns it another way, or not at all.
  }
}
