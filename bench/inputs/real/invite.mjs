// Turns a phone call into its SIP invitation: the raw request with its line breaks, and its parsed parts.

export function inviteOf(rng, { house, customer, callSid, startedMs }) {
  const from = `<sip:${customer.number}@192.0.2.15>;tag=${rng.uuid().slice(0, 13)}`;
  const to = `<sip:${house.number}@sip.example.net:5060>`;
  const identity = Array.from({ length: 14 }, () => rng.uuid().replaceAll('-', '')).join('');
  const headers = {
    to,
    via: `SIP/2.0/UDP 192.0.2.15;rport=5060;branch=z9hG4bK${rng.uuid().slice(0, 12)}`,
    cseq: `${rng.between(1, 99_999)} INVITE`,
    from,
    'X-CID': `${callSid}@sbc.example.net`,
    allow: 'INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, SUBSCRIBE, NOTIFY, INFO, PUBLISH, MESSAGE',
    'call-id': callSid,
    contact: '<sip:192.0.2.15:5080>',
    identity: `${identity};info=<https://certificates.example.net/shaken.pem>;alg=ES256;ppt="shaken"`,
    supported: '100rel, timer',
    'user-agent': 'example-sbc "edge"/4.2',
    'max-forwards': '68',
    'content-type': 'application/sdp',
    'content-length': '311',
    'session-expires': '1800;refresher=uac',
    'X-Attestation': 'A',
  };
  const lines = [
    'v=0',
    `o=sbc ${startedMs} ${rng.between(1, 9999)} IN IP4 192.0.2.15`,
    's=call',
    'c=IN IP4 192.0.2.15',
    't=0 0',
    `m=audio ${rng.between(10_000, 60_000)} RTP/AVP 0 8 9 101`,
  ];
  const attributes = [
    'rtpmap:0 PCMU/8000',
    'rtpmap:8 PCMA/8000',
    'rtpmap:9 G722/8000',
    'rtpmap:101 telephone-event/8000',
    'fmtp:101 0-16',
    'ptime:20',
    'maxptime:150',
    'sendrecv',
  ];
  const body = [...lines, ...attributes.map((attribute) => `a=${attribute}`), ''].join('\r\n');
  const told = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return {
    raw: [`INVITE ${to} SIP/2.0`, ...told, '', body].join('\r\n'),
    uri: `sip:${house.number}@sip.example.net:5060`,
    body,
    method: 'INVITE',
    headers,
    payload: [{ type: 'application/sdp', content: body }],
    version: '2.0',
    sbcCallId: callSid,
  };
}
