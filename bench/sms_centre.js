// A message centre of the npm package `smpp` that takes everything; a line on its standard input asks how much it took.
const smpp = require('smpp');
const readline = require('readline');

let taken = 0;
const server = smpp.createServer((session) => {
  const well = (pdu) => session.send(pdu.response());
  session.on('bind_transmitter', well);
  session.on('bind_transceiver', well);
  session.on('enquire_link', well);
  session.on('unbind', (pdu) => { well(pdu); session.close(); });
  session.on('submit_sm', (pdu) => {
    taken += 1;
    session.send(pdu.response({message_id: taken.toString(16)}));
  });
  session.on('error', () => session.destroy());
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
readline.createInterface({input: process.stdin}).on('line', () => console.log(taken)).on('close', () => process.exit());
