const [warmUp = '', url = ''] = process.argv.slice(2)

const importFile = (file: string): Promise<unknown> => import(file)

// Otherwise the import also pays for the start of the module loader.
await importFile(warmUp)
const start = performance.now()
await importFile(url)
console.log(performance.now() - start)
