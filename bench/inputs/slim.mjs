// Turns draws into calls whose messages hold little beyond the event itself.
import { callOf } from './flattering/call.mjs';
import { speechOf } from './flattering/moments.mjs';

export function slimCalls() {
  return (rng, startedMs) => {
    const call = callOf(rng, startedMs);
    const { ids, phoneNumberId } = call.house;
    const about = {
      call: {
        id: call.id,
        orgId: ids.organisation,
        createdAt: new Date(startedMs).toISOString(),
        type: 'inboundPhoneCall',
        phoneNumberId,
        customer: { number: `+1415555${rng.between(1000, 9999)}` },
        status: 'queued',
        assistantId: ids.assistant,
      },
    };
    const tail = JSON.stringify(about).slice(1);
    const write = ({ atMs, own }) => `{"message":{"timestamp":${atMs},${own},${tail}}`;
    return { moments: speechOf(call), write, drifts: false };
  };
}
