import packaged from '@sparticuz/chromium'

/**
 * Returns the options that start Chromium: the one of the development dependencies, or the one at `CHROMIUM`. The package
 * has arguments of its own, but they switch off the web security that the tests need.
 */
export const chromiumOptions = async (): Promise<{ executablePath: string; args: string[] }> => ({
  executablePath: process.env.CHROMIUM ?? (await packaged.executablePath()),
  args: [
    '--no-sandbox',
    '--no-zygote',
    '--disable-background-networking',
    '--use-gl=angle',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
  ],
})
