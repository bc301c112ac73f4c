import { measureTopics, type Settings } from '../measure-topics.ts'

export default {
  async fetch(request: Request): Promise<Response> {
    return Response.json(await measureTopics((await request.json()) as Settings))
  },
}
