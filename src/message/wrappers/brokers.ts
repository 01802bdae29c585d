// Finds payloads in what brokers of messages such as Kafka and RabbitMQ hand out.
import type { Wrapper } from './wrapper.ts';

export const brokers: Wrapper = { name: 'message broker', payloads: ['/value', '/payload'] };
