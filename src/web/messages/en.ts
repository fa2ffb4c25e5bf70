import type { Messages } from './sv.ts';

export const en: Messages = {
  places: {
    myDay: 'My day',
    cases: 'Cases',
    search: 'Search',
    emergency: 'On call',
    requests: 'Requests',
    providers: 'Providers',
    routines: 'Routines',
    grounds: 'Grounds',
    officialRequests: 'Requests for information',
    review: 'Access review',
    statistics: 'Statistics',
    administration: 'Administration',
  },
  layout: {
    home: 'Hemvist, to the first page',
    navigation: 'Main menu',
    account: 'You',
    signOut: 'Sign out',
    myLog: 'My log',
    languages: 'Language',
    demonstration: 'Practice site with invented people. Write nothing about real people here.',
  },
  signIn: {
    title: 'Sign in',
    lead: 'Here the city’s social services work together so that people can stay in, or get, a home.',
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    failed: 'Signing in did not work. Check the user name and the password and try again.',
    expired: 'You have been away for a while and were signed out. Drafts that had been saved are still there.',
    interrupted: 'You had been away too long when you saved. Sign in to send what you wrote. Nothing has been lost.',
    demonstration: 'Try it as one of these',
    demonstrationHelp: 'All people and cases are invented.',
    columns: { name: 'Person', role: 'Works as', username: 'User name', password: 'Password' },
  },
  confirm: {
    title: 'Confirm that it is you',
    lead: (name: string) => `What you are about to do is sensitive. Enter your password again, ${name}.`,
    interrupted: 'What you wrote is kept. Nothing has been saved or opened yet.',
    failed: 'The password is not right. Try again.',
    password: 'Password',
    submit: 'Confirm',
    cancel: 'Cancel',
  },
  resume: {
    title: 'Send what you wrote',
    what: (name) =>
      `What you wrote before signing in again is still here, but has not been saved yet. You are now signed in as ${name}.`,
    send: 'Send now',
    drop: 'Throw it away',
  },
  errors: {
    400: {
      title: 'What was sent could not be read',
      what: 'Something in the address or the form was missing or had the wrong shape.',
      now: 'Go back and try again.',
    },
    403: {
      title: 'You may not do this',
      what: 'Your role or your assignment does not cover this. You are still signed in.',
      now: 'If you need it in your work, ask the person responsible for the case to add you.',
    },
    404: {
      title: 'The page does not exist, or is not shared with you',
      what: 'The address may be wrong, or the page concerns a case you have not been added to. For reasons of secrecy Hemvist does not say which.',
      now: 'Check the address, or ask the person responsible for the case to add you.',
    },
    409: {
      title: 'Somebody else has changed the same thing',
      what: 'What you were working on was changed while you were writing.',
      now: 'Go back, read what has changed and save again.',
    },
    413: {
      title: 'What was sent is too large',
      what: 'The text or the file is larger than Hemvist accepts.',
      now: 'Go back, shorten it and try again.',
    },
    429: {
      title: 'Wait a little while',
      what: 'There were too many attempts in a short time.',
      now: 'Wait a minute and try again.',
    },
    500: {
      title: 'Something went wrong on our side',
      what: 'Hemvist could not finish what you asked for. The error has been noted.',
      now: 'Try again in a while. If it happens again, contact support.',
    },
    503: {
      title: 'Hemvist is not available right now',
      what: 'This is most often because of short maintenance.',
      now: 'Wait a minute and reload the page.',
    },
  },
  error: {
    savedHeading: 'What is saved?',
    nothingSaved: 'What you last sent has not been saved. What was saved earlier is still there.',
    nowHeading: 'What can you do now?',
    reference: (reference) => `Give ${reference} if you contact support.`,
  },
};
