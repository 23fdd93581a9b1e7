// The page where a customer chooses to be told in this browser. Permission is asked for only after their click.
const form = document.querySelector("form[data-push-key]");
const able = form && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

function octets(key) {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

function explain(id) {
  for (const hint of document.querySelectorAll("[data-push-says]")) hint.hidden = hint.dataset.pushSays !== id;
}

async function standing() {
  const registration = await navigator.serviceWorker.register("/push-worker.js");
  return registration.pushManager.getSubscription();
}

function send(what, subscription) {
  form.elements.what.value = what;
  form.elements.subscription.value = JSON.stringify(subscription);
  form.submit();
}

async function add() {
  explain("asking");
  if (await Notification.requestPermission() !== "granted") return explain("denied");
  try {
    const registration = await navigator.serviceWorker.register("/push-worker.js");
    await navigator.serviceWorker.ready;
    send("add", await registration.pushManager.subscribe({
      userVisibleOnly: true, applicationServerKey: octets(form.dataset.pushKey),
    }));
  } catch {
    explain("failed");
  }
}

async function remove() {
  const subscription = await standing();
  if (!subscription) return explain("not_here");
  await subscription.unsubscribe();
  send("remove", subscription);
}

if (!able) {
  if (form) explain("unable");
} else {
  form.hidden = false;
  form.querySelector("[data-push-add]").addEventListener("click", add);
  form.querySelector("[data-push-remove]").addEventListener("click", remove);
  if (Notification.permission === "denied") explain("denied");
}
