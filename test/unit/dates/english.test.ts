import { describe, it } from 'node:test';
import { dates, noDates, values } from './read-dates.ts';

const FEBRUARY_2012 = '2012-02-08';

describe('a date in English', () => {
  it('may say itself', () => {
    values(FEBRUARY_2012, {
      'May 1, 2006': '2006-05-01',
      '1 May 2006': '2006-05-01',
      'May 2006': '2006-05',
      'Sept. 2005': '2005-09',
      '3rd of October, 2013': '2013-10-03',
      'Tuesday, June 21, 2011': '2011-06-21',
      FY2007: '2007-04/2008-03',
      'fiscal year 2008': '2008-04/2009-03',
      'U.S. fiscal year 2008': '2007-10/2008-09',
      'spring 2006': '2006-03/2006-05',
      'summer of 2008': '2008-06/2008-08',
      'first half of 2015': '2015-01/2015-06',
      'second quarter of fiscal year 2009': '2009-07/2009-09',
      'end of 2012': '2012-12',
      'end of March 2016': '2016-03-31',
      'end of fiscal year 2024': '2025-03',
      'late 2014': '2014',
      'mid-2014': '2014',
      'Heisei 19': '2007',
      '1990s': '1990/1999',
    });
    dates(FEBRUARY_2012, 'the 2006 Roadmap, in 2014, and the Mutual Defense Assistance Agreement of 1954', [
      '2006 = 2006',
      '2014 = 2014',
      '1954 = 1954',
    ]);
  });

  it('may hang on the document', () => {
    values(FEBRUARY_2012, {
      'last year': '2011',
      'this year': '2012',
      'next year': '2013',
      'next summer': '2013-06/2013-08',
      'last month': '2012-01',
      today: '2012-02-08',
      yesterday: '2012-02-07',
      'last May': '2011-05',
      'last February': '2011-02',
      'next May': '2012-05',
      'April of this year': '2012-04',
      '18 January of this year': '2012-01-18',
      'first half of next year': '2013-01/2013-06',
      'end of this year': '2012-12',
    });
  });

  it('may hang on the text', () => {
    dates(
      FEBRUARY_2012,
      'On October 29, 2005 the SCC met. The objectives had been agreed that February, and in June of the same year',
      ['October 29, 2005 = 2005-10-29', 'that February = 2005-02', 'June of the same year = 2005-06'],
    );
    dates(FEBRUARY_2012, 'On May 28, 2010 they met. The same day they spoke.', [
      'May 28, 2010 = 2010-05-28',
      'The same day = 2010-05-28',
    ]);
  });

  it('without a year is the nearest one, on the side that the sentence speaks of', () => {
    dates(FEBRUARY_2012, 'the Joint Statement of October 29', ['October 29 = 2011-10-29']);
    dates(FEBRUARY_2012, 'the two sides met in January', ['January = 2012-01']);
    dates(FEBRUARY_2012, 'the Ministers will mark 11 November', ['11 November = 2012-11-11']);
    dates(FEBRUARY_2012, 'the two sides will meet in May', ['May = 2012-05']);
    dates(FEBRUARY_2012, 'an interim report will be submitted by the end of September', [
      'end of September = 2012-09-30',
    ]);
  });

  it('may be a range', () => {
    values(FEBRUARY_2012, {
      'from May 1 to 3, 2007': '2007-05-01/2007-05-03',
      'October 3-4, 2013': '2013-10-03/2013-10-04',
      'from March 2006 to May 2007': '2006-03/2007-05',
      'FY2011 through FY2015': '2011-04/2016-03',
      '27 April to 22 May 2010': '2010-04-27/2010-05-22',
      'December 30 to January 2, 2007': '2006-12-30/2007-01-02',
    });
  });

  it('is not seen in other words and numbers', () => {
    noDates(FEBRUARY_2012, [
      'It may be that they march on',
      'May we ask',
      "today's world",
      'resolutions 1718 and 1874',
      'earlier this year',
      'the 21st century',
      '2,006 troops, Room 2006',
      'last but not least, this area',
    ]);
  });
});
