const parentFolders = [
  '..',
  '.',
  '...',
  '%2e%2e',
  '%2E.',
  '.%2e',
  '%252e%252e',
  '%c0%ae%c0%ae',
  '\u{ff0e}\u{ff0e}',
  '..;',
  '..%00',
]
const slashes = ['/', '\\', '%2f', '%5c', '%252f', '%c0%af', '\u{2215}', '//', '/./']

/** Path traversals, in different encodings. */
const traversals = parentFolders.flatMap((parent) =>
  slashes.map((slash) => `${parent}${slash}${parent}${slash}triggers`),
)

/** Control characters and invalid UTF-8, percent-encoded. */
const controls = [
  '%00',
  '%0a',
  '%0d%0a',
  '%0d%0aset-cookie:a=b',
  '%09',
  '%1b%5b31m',
  '%7f',
  '%80',
  '%ff',
  '%c3',
  '%ed%a0%80',
]

/** Injections: SQL, XPath, LDAP, HTML, XML, templates, shells and URLs. */
const injections = [
  "' or '1'='1",
  "'; drop table packages; --",
  '" or ""="',
  '1;select pg_sleep(5)',
  '{"$gt":""}',
  '*)(uid=*))(|(uid=*',
  "' or count(/*)=1 or 'a'='b",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  '<!--#exec cmd="id"-->',
  '{{7*7}}',
  '\u{24}{7*7}',
  '#{7*7}',
  '<%= 7*7 %>',
  '\u{24}{jndi:ldap://127.0.0.1:1/a}',
  '$(id)',
  '`id`',
  ';id',
  '|id',
  '&&id',
  '() { :;}; id',
  '%s%s%s%n',
  '%x%x%x%x',
  '=1+1',
  'file:///etc/passwd',
  'http://127.0.0.1:1/',
  '//127.0.0.1:1/',
  '@127.0.0.1:1',
  'data:text/html,a',
]

/** Words that a parser could take for another type, a property, a file or an operator. */
const words = [
  'null',
  'undefined',
  'true',
  'NaN',
  'Infinity',
  '-Infinity',
  '-0',
  '0x10',
  '1e309',
  '99999999999999999999',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  'then',
  '[object Object]',
  '[]',
  '{}',
  '[1]',
  'CON',
  'NUL',
  '.git',
  '.env',
  '.dev.vars',
  'index.html',
  '-',
  '--',
  '-rf',
  '*',
  '?',
  '#',
  '&',
  '=',
  '+',
  '%',
  '%%',
  '%u0041',
  '~',
]

/** Unicode: scripts, invisible characters, and letters that change with case or normalization. */
const unicode = [
  '함수',
  '中文',
  'العربية',
  'Zalgo\u{0336}\u{0337}\u{0338}',
  '\u{202e}abc',
  '\u{200b}',
  '\u{feff}',
  '\u{fffe}',
  '\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}',
  '\u{212a}',
  'ﬀ',
  'İ',
  'ß',
  '\u{00ad}',
  '\u{2028}',
  'a%20b',
  'a b',
  'a+b',
]

const lengths = [50, 51, 255, 4000, 4096, 5000, 8192, 20_000].map((length) => 'a'.repeat(length))

/** Strings that cause errors in programs that handle text carelessly. None contains a line break. */
export const hostileStrings: readonly string[] = [
  ...traversals,
  ...controls,
  ...injections,
  ...words,
  ...unicode,
  ...lengths,
]
