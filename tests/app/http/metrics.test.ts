import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMetrics, type Metrics } from '../../../app/http/metrics.server';
import { testDatabase, type TestDatabase } from '../../support/databases';
import { insertEvent, insertSignup } from '../../support/sample';

describe('/metrics', () => {
  let database: TestDatabase;
  let metrics: Metrics;
  beforeEach(async () => {
    database = await testDatabase('sqlite');
    metrics = createMetrics(database.store);
  });
  afterEach(() => database.drop());
  const lines = async () => (await metrics.text()).body.split('\n');

  test('counts answers, how long they took, what was kept and what became of signups', async () => {
    metrics.observeRequest('GET', 200, 1.5);
    metrics.observeRequest('GET', 200, 30);
    metrics.observeRequest('POST', 303, 6_000);
    metrics.observeCache('hit');
    metrics.observeCache('miss');
    metrics.observeSignup('confirmed');
    expect(await lines()).toEqual(
      expect.arrayContaining([
        'samling_requests_total{method="GET",status="200"} 2',
        'samling_requests_total{method="POST",status="303"} 1',
        'samling_request_duration_seconds_bucket{le="0.002",method="GET"} 1',
        'samling_request_duration_seconds_bucket{le="0.05",method="GET"} 2',
        'samling_request_duration_seconds_bucket{le="4",method="POST"} 0',
        'samling_request_duration_seconds_bucket{le="+Inf",method="POST"} 1',
        'samling_request_duration_seconds_sum{method="POST"} 6',
        'samling_cached_answers_total{outcome="hit"} 1',
        'samling_cached_answers_total{outcome="miss"} 1',
        'samling_signups_total{outcome="confirmed"} 1',
      ]),
    );
  });

  test('tells memory and the event loop, in a type that Prometheus knows', async () => {
    const { type, body } = await metrics.text();
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).toMatch(/^process_resident_memory_bytes [1-9]\d+/m);
    expect(body).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
  });

  test('does not grow by methods that somebody makes up', async () => {
    for (const method of ['BREW', 'PROPFIND', 'get']) metrics.observeRequest(method, 405, 1);
    expect((await lines()).filter((line) => line.startsWith('samling_requests_total'))).toEqual([
      'samling_requests_total{method="other",status="405"} 3',
    ]);
  });

  test('tells how many notices wait and for how long, and no such line while the database is gone', async () => {
    const now = Date.now();
    const event = await insertEvent(database.store, { start: null });
    await insertSignup(database.store, event, { email: 'anna@example.se' }, now - 90_000);
    const told = (await lines()).filter((line) => line.startsWith('samling_notice'));
    expect(told).toContain('samling_notices{state="queued"} 1');
    expect(told).toContain('samling_notices{state="call"} 0');
    expect(told).toContain('samling_notice_oldest_seconds{state="call"} 0');
    const age = told.find((line) => line.startsWith('samling_notice_oldest_seconds{state="queued"}'));
    expect(Number(age?.split(' ')[1])).toBeGreaterThanOrEqual(90);

    await database.store.close();
    expect((await metrics.text()).body).not.toContain('samling_notices{');
  });

  test('counts each server of a process for itself', async () => {
    createMetrics(database.store).observeSignup('full');
    expect((await lines()).join('\n')).not.toContain('outcome="full"');
  });
});
