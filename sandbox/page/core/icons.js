/** Line icons, drawn here: 20 x 20, in the current text colour. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: "M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h13.5M3 12.5h13.5",
  archive: "M3 5h14v3H3zM4.5 8v8h11V8M8 11h4",
  chevron: "m5.5 8 4.5 4.5L14.5 8",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  close: "m5 5 10 10M15 5 5 15",
  back: "M12.5 4.5 7 10l5.5 5.5",
  send: "M3 3.5 17 10 3 16.5l2-6.5zM5 10h6",
  reply: "M4 5.5h12v8.5h-6.5L6 17v-3H4z",
  edit: "m4 16 .8-3.5L13 4.3l2.7 2.7-8.2 8.2zM11.5 5.8l2.7 2.7",
  trash: "M4 5.5h12M8 5.5V4h4v1.5M5.5 5.5 6.3 16.5h7.4l.8-11M8.5 8.5v5M11.5 8.5v5",
  more: "M10 4.8v.01M10 10v.01M10 15.2v.01",
  bolt: "M11 2.5 4.5 11.5H9.5L8.5 17.5 15.5 8.5H10.5z",
  eye: "M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 1 0 0-4.4",
  gauge: "M3 15.5a8 8 0 1 1 14 0M10 12l3.5-4.5M10 12.5v.01",
  sun: "M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7M10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1",
  moon: "M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5z",
  bold: "M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z",
  italic: "M8 4h6M6 16h6M11.5 4l-3 12",
  strike:
    "M14 6c-.8-1.3-2.2-2-4-2-2.3 0-4 1.2-4 3 0 1.3.8 2.2 2.5 2.7M3.5 10h13M6 14c.8 1.3 2.2 2 4 2 2.3 0 4-1.2 4-3 0-.8-.2-1.4-.7-1.9",
  code: "M7 6 3 10l4 4M13 6l4 4-4 4",
  list: "M8 5.5h9M8 10h9M8 14.5h9M4 5.5v.01M4 10v.01M4 14.5v.01",
  quote: "M4 4v12M8 6h9M8 10h9M8 14h6",
  check: "m4.5 10.5 3.5 3.5 7.5-8",
  down: "M10 4v12M5 11l5 5 5-5",
  up: "M6 17v-7l3.5-7c1.5 0 2 1 2 2v3h3.7a1.5 1.5 0 0 1 1.5 1.8l-1.1 5.7A1.8 1.8 0 0 1 13.8 17zM3 10v7",
  thumbdown:
    "M14 3v7l-3.5 7c-1.5 0-2-1-2-2v-3H4.8a1.5 1.5 0 0 1-1.5-1.8l1.1-5.7A1.8 1.8 0 0 1 6.2 3zM17 10V3",
  smile:
    "M10 3a7 7 0 1 0 0 14 7 7 0 1 0 0-14M7 12c.8 1.2 1.8 1.8 3 1.8s2.2-.6 3-1.8M7.5 8v.01M12.5 8v.01",
  file: "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5",
  clock: "M10 3a7 7 0 1 0 0 14 7 7 0 1 0 0-14M10 6v4l2.5 2",
  warning: "M10 3 2.5 16.5h15zM10 8.5v3.5M10 14.2v.01",
};

/** A decorative icon; the control around it carries the label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
