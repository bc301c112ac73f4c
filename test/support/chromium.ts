import packaged from '@sparticuz/chromium'

/**
 * How to start Chromium: the one that comes with the development dependencies, or the one at `CHROMIUM`. The package's
 * own arguments are left out, because they switch web security off, and with it the very thing to be tested.
 */
export const chromium = async (): Promise<{ executablePath: string; args: string[] }> => ({
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
