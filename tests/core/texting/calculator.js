// Counts texts (a JSON list on the standard input) with the npm package sms-segments-calculator.
const {SegmentedMessage} = require('sms-segments-calculator');
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(texts.map((text) => {
  const found = new SegmentedMessage(text);
  return [found.encodingName, found.segmentsCount, found.messageSize, found.totalSize];
})));
