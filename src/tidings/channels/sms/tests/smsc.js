// A message centre of the npm package `smpp`: it does once what a test plans, tells what it was handed, and delivers what
// it is told to. Commands come as JSON lines on the standard input, answers go as JSON lines to the standard output.
const smpp = require('smpp');
const readline = require('readline');

const CREDENTIALS = {system_id: 'tidings', password: 'secret'};
const STATUS = {
  'throttled': 0x58, 'transient': 0x08, 'refused for good': 0x65, 'no such address': 0x0b,
};
const SLOW_MS = 400;

const submits = [];
const plans = [];
const sessions = new Set();
const waiting = {};
let counter = 0xa00;
let quiet = false;

function say(event) {
  process.stdout.write(JSON.stringify(event) + '\n');
}

function take(names) {
  const at = plans.findIndex((plan) => names.includes(plan));
  return at < 0 ? '' : plans.splice(at, 1)[0];
}

function told(pdu, id) {
  const text = pdu.message_payload || pdu.short_message;
  const life = pdu.validity_period instanceof Date ? Math.round((pdu.validity_period - Date.now()) / 1000) : null;
  return {
    id, source: pdu.source_addr, source_ton: pdu.source_addr_ton, destination: pdu.destination_addr,
    text: String(text.message), udh: text.udh ? Buffer.concat(text.udh.map(Buffer.from)).toString('hex') : '',
    payload: Boolean(pdu.message_payload), esm_class: pdu.esm_class, data_coding: pdu.data_coding,
    registered_delivery: pdu.registered_delivery, priority: pdu.priority_flag, life_s: life,
  };
}

function bound(session, kind) {
  session.on('bind_' + kind, (pdu) => {
    const known = pdu.system_id === CREDENTIALS.system_id && pdu.password === CREDENTIALS.password;
    if (take(['wrong credentials']) || !known) {
      session.send(pdu.response({command_status: 0x0e}));
      return;
    }
    session.kind = kind;
    session.send(pdu.response({system_id: 'smsc'}));
    (waiting[kind] || []).splice(0).forEach((go) => go());
  });
}

function submitted(session, pdu) {
  const plan = take(['throttled', 'transient', 'refused for good', 'no such address', 'taken but not answered',
    'slow', 'dies mid-message', 'hangs up after taking', 'unbinds']);
  if (plan in STATUS) {
    session.send(pdu.response({command_status: STATUS[plan]}));
    return;
  }
  if (plan === 'dies mid-message') {
    session.destroy();
    return;
  }
  const id = (counter++).toString(16).toUpperCase();
  submits.push(told(pdu, id));
  if (plan === 'taken but not answered' || quiet) return;
  if (plan === 'hangs up after taking') session.destroy();
  else if (plan === 'slow') setTimeout(() => session.send(pdu.response({message_id: id})), SLOW_MS);
  else session.send(pdu.response({message_id: id}));
  if (plan === 'unbinds') session.unbind();
}

function queried(session, pdu) {
  const known = submits.some((submit) => submit.id === pdu.message_id && submit.source === pdu.source_addr);
  session.send(pdu.response(known
    ? {message_id: pdu.message_id, final_date: '', message_state: 2, error_code: 0}
    : {command_status: 0x67}));
}

const server = smpp.createServer((session) => {
  sessions.add(session);
  session.on('close', () => sessions.delete(session));
  session.on('error', () => session.destroy());
  for (const kind of ['transmitter', 'receiver', 'transceiver']) bound(session, kind);
  session.on('submit_sm', (pdu) => submitted(session, pdu));
  session.on('query_sm', (pdu) => queried(session, pdu));
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.kind = ''; session.send(pdu.response()); session.close(); });
});

function receiver(kinds, go) {
  const found = [...sessions].find((session) => kinds.includes(session.kind));
  if (found) go(found);
  else for (const kind of kinds) (waiting[kind] = waiting[kind] || []).push(() => receiver(kinds, go));
}

function once_alone(go) {
  if (sessions.size) setTimeout(() => once_alone(go), 10);
  else go();
}

const DOINGS = {
  alone: () => once_alone(() => say({done: 'alone'})),
  plan: (command) => { plans.push(command.trouble); say({done: 'plan'}); },
  tell: () => say({submits, sessions: [...sessions].map((session) => session.kind)}),
  quiet: () => { quiet = true; say({done: 'quiet'}); },
  vanish: () => { server.close(); sessions.forEach((session) => session.destroy()); say({done: 'vanish'}); },
  'hang up': () => { sessions.forEach((session) => session.destroy()); say({done: 'hang up'}); },
  inquire: () => receiver(['receiver', 'transceiver'], (session) =>
    session.enquire_link({}, (pdu) => say({done: 'inquire', status: pdu.command_status}))),
  deliver: (command) => receiver(['receiver', 'transceiver'], (session) => {
    const fields = Object.assign({}, command.fields);
    if (command.hex != null) fields.short_message = Buffer.from(command.hex, 'hex');
    if (command.udh) fields.short_message = {udh: Buffer.from(command.udh, 'hex'), message: command.text};
    session.deliver_sm(fields, (pdu) => say({done: 'deliver', status: pdu.command_status}));
  }),
  raw: (command) => receiver(['receiver', 'transceiver'], (session) => {
    session.socket.write(Buffer.from(command.hex, 'hex'));
    say({done: 'raw'});
  }),
};

server.listen(0, '127.0.0.1', () => say({port: server.address().port}));
const input = readline.createInterface({input: process.stdin});
input.on('line', (line) => { const command = JSON.parse(line); DOINGS[command.do](command); });
input.on('close', () => process.exit(0));
