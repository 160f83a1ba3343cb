/** Names of the renderers that draw WebGL on the processor: Chromium, Mesa, Windows. */
const SOFTWARE_RENDERER = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** A frame of the whole map takes 40 to 130 ms of two processor cores then: five a second leave room for the page, and for a platform on the same machine. */
export const SOFTWARE_FRAME_MS = 200;

/** Whether there is no graphics card to draw with; false when the browser does not tell. */
export function drawsInSoftware(canvas: HTMLCanvasElement = document.createElement("canvas")): boolean {
  const context = canvas.getContext("webgl2");
  const told = context?.getExtension("WEBGL_debug_renderer_info");
  const renderer = String(told ? context?.getParameter(told.UNMASKED_RENDERER_WEBGL) : context?.getParameter(context.RENDERER));
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return SOFTWARE_RENDERER.test(renderer);
}
