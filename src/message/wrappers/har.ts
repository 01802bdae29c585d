// Finds payloads in what a browser saves of its network (HAR): bodies of requests, answers, and messages of web sockets.
import type { Wrapper } from './wrapper.ts';

export const har: Wrapper = {
  name: 'HAR file',
  payloads: [
    '/log/entries/*/request/postData/text',
    '/log/entries/*/_webSocketMessages/*/data',
    '/log/entries/*/response/content/text',
  ],
};
