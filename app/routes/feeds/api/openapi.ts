import { z } from 'zod';
import { kinds } from '../../../../domain/event';
import * as answers from './answers';

/** An OpenAPI 3.1 description of the API, made from the schemas that its answers are typed by. */
export function describeApi(baseUrl: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Samling',
      version: '1',
      description: 'What is coming, how many places there are, and how a signup stands. Everything is read with GET.',
    },
    servers: [{ url: baseUrl }],
    paths: {
      '/api/v1/events': {
        get: {
          operationId: 'listEvents',
          summary: 'Events that are coming, soonest first, those without a date last; 100 a page.',
          parameters: [
            query('arrangor', "An organisation's slug, host or co-host.", { type: 'string' }),
            query('typ', 'A kind of event.', { type: 'string', enum: kinds }),
            query('plats', 'A venue, or a part of its name.', { type: 'string' }),
            query('q', 'Words in title, summary, venue or host.', { type: 'string' }),
            query('fran', 'Events that were over before this day are left out; today.', {
              type: 'string',
              format: 'date',
            }),
            query('sida', 'Page, from 1.', { type: 'integer', minimum: 1, default: 1 }),
          ],
          responses: { 200: answer('A page of events.', 'EventList') },
        },
      },
      '/api/v1/events/{slug}': {
        get: {
          operationId: 'readEvent',
          summary: 'One event with its pools.',
          parameters: [path('slug', "The event's slug.")],
          responses: { 200: answer('The event.', 'Event'), 404: answer('There is no such event.', 'Fault') },
        },
      },
      '/api/v1/signups/{code}': {
        get: {
          operationId: 'readSignup',
          summary: 'A signup, for whoever holds its code.',
          parameters: [path('code', 'The code as people write it: spaces, hyphens and case do not matter.')],
          responses: { 200: answer('The signup.', 'Signup'), 404: answer('No signup has the code.', 'Fault') },
        },
      },
    },
    components: { schemas: schemas() },
  };
}

/** Every schema that has an id, its references to the others as OpenAPI writes them. */
function schemas(): Record<string, object> {
  const registry = z.registry<{ id?: string }>();
  for (const schema of Object.values(answers)) registry.add(schema, { id: schema.meta()?.id });
  const made = z.toJSONSchema(registry, { uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $id: _, $schema: __, ...schema }]) => [name, schema]),
  );
}

const answer = (description: string, schema: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
});

const query = (name: string, description: string, schema: object) => ({ name, in: 'query', description, schema });
const path = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
