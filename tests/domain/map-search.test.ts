import { describe, expect, it } from 'vitest';
import { soughtOnMap } from '../../domain/map-search';

describe('What a map is asked for', () => {
  it.each([
    // a town alone says nothing of where in it
    ['Gröningen', 'Helsingborg', 'Gröningen, Helsingborg'],
    ['Gröningen', '254 37 Helsingborg', 'Gröningen, 254 37 Helsingborg'],
    ['Medborgarhuset', 'Upplands Väsby', 'Medborgarhuset, Upplands Väsby'],
    // a street is found by itself, and not beside what a room is called
    ['Bostad först-lokalen', 'Guldsmedsgatan, Helsingborg', 'Guldsmedsgatan, Helsingborg'],
    ['Rådhuset', 'Drottninggatan 2', 'Drottninggatan 2'],
    ['Rådhuset', 'Drottninggatan 2 Helsingborg', 'Drottninggatan 2 Helsingborg'],
    ['Lokalen', 'Storgatan', 'Storgatan'],
    ['Salen', 'Stora torget Helsingborg', 'Stora torget Helsingborg'],
    ['Arenan', 'Helsingborg Arena, Helsingborg', 'Helsingborg Arena, Helsingborg'],
    // nothing is said twice
    ['Stadsparken, Helsingborg', 'Helsingborg', 'Stadsparken, Helsingborg'],
    ['Stadsparken i Helsingborg', 'helsingborg', 'Stadsparken i Helsingborg'],
    ['Gröningen', 'Gröningen Helsingborg', 'Gröningen Helsingborg'],
    ['Gröningen', 'Gröningen', 'Gröningen'],
    ['Gröningen', null, 'Gröningen'],
    [' Gröningen ', ' ', 'Gröningen'],
  ])('at %s, %s: %s', (venue, address, sought) => {
    expect(soughtOnMap(venue, address)).toBe(sought);
  });
});
