import { circle, line, path, rect, svg, wave } from './svg.ts';

const CREAM = '#fff3d6';

/** A road that bends towards a rising sun. */
export function sunriseRide(): string {
  const rings = ['#6d2857', '#99345a', '#c94a57', '#e96a4d', '#f68f4e', '#fbb760'];
  return svg(
    640,
    360,
    rect(0, 0, 640, 360, '#4b1f4e'),
    ...rings.map((colour, index) =>
      circle(320, 208, [420, 335, 260, 198, 146, 104][index] ?? 0, colour),
    ),
    circle(320, 208, 68, CREAM),
    wave('#b5435b', -60, 222, 16, 420, 640, 360),
    wave('#87345c', -190, 246, 12, 380, 640, 360),
    wave('#5d2752', -20, 272, 9, 460, 640, 360),
    path(
      '#331a3d',
      'M 316 258 C 372 270 420 280 372 296 C 310 316 180 322 130 360 H 470 C 440 330 560 312 520 288 C 490 270 380 268 322 258 Z',
    ),
    line('#f6c98a', 3, 'M 352 266 C 420 276 480 284 444 299 C 400 317 320 324 296 360').replace(
      '/>',
      ' stroke-dasharray="18 20"/>',
    ),
  );
}

/** A moon and its path on the water between two ropes of lamps. */
export function nightSwim(): string {
  const parts = [rect(0, 0, 640, 360, '#0a1433')];
  ['#0d1a40', '#11234f', '#173063', '#22467f'].forEach((colour, index) => {
    parts.push(circle(320, 150, [320, 236, 164, 118][index] ?? 0, colour));
  });
  parts.push(
    circle(320, 150, 88, '#f4ecd4'),
    circle(284, 176, 16, '#e6dab8'),
    circle(352, 116, 12, '#e6dab8'),
  );
  parts.push(circle(344, 186, 8, '#e6dab8'), wave('#2b6a97', 0, 206, 3, 160, 640, 360));
  parts.push(
    wave('#194473', -60, 238, 6, 240, 640, 360),
    wave('#133660', -160, 276, 8, 340, 640, 360),
  );
  parts.push(wave('#0c2244', -40, 320, 9, 420, 640, 360));
  for (const [y, width, shift] of [
    [216, 96, 0],
    [229, 50, 8],
    [246, 122, -6],
    [262, 68, 12],
    [286, 170, -4],
    [304, 96, 10],
    [332, 210, 0],
  ] as const) {
    parts.push(rect(320 - width / 2 + shift, y, width, 4, '#cfdcd3', 2));
  }
  for (let index = 0; index < 9; index += 1) {
    const near = 1.46 ** index;
    const y = 210 + near * 8.2;
    const radius = 1.4 + near * 0.72;
    for (const side of [-1, 1]) {
      const x = 320 + side * (86 + near * 14);
      if (index % 3 === 1) parts.push(circle(x, y, radius * 2, '#2f6f8e'));
      parts.push(
        circle(x, y, radius, index % 3 === 1 ? '#ffd98a' : index % 2 === 0 ? '#f0705c' : '#f4ecd4'),
      );
    }
  }
  return svg(640, 360, ...parts);
}

/** Containers as a stack of plain shapes, a hull below, the sun behind. */
export function harbourWarmUp(): string {
  const colours = ['#e4572e', '#17858b', '#f2a93b', '#d8454f', '#2a6f97'];
  const parts = [
    rect(0, 0, 640, 360, '#f9e3bd'),
    circle(472, 128, 170, '#fbd9a0'),
    circle(472, 128, 112, '#fcc777'),
  ];
  [
    [1, 3],
    [0, 4],
    [0, 5],
  ].forEach(([from = 0, until = 0], row) => {
    for (let column = from; column < until; column += 1) {
      const [x, y] = [150 + column * 76, 70 + row * 58];
      const colour = colours[(row * 2 + column) % 5] ?? '';
      parts.push(rect(x, y, 72, 54, colour, 2));
      const light = 'rgb(255 255 255 / 0.3)';
      const quarter = [
        `M ${x} ${y + 54} a 54 54 0 0 1 54 -54 v 54 Z`,
        `M ${x + 9} ${y + 27} a 27 27 0 0 1 54 0 Z`,
        `M ${x} ${y} h 36 v 54 h -36 Z`,
      ];
      parts.push(path(light, quarter[(row + column * 2) % 3] ?? ''));
    }
  });
  parts.push(
    path('#d8454f', 'M 92 280 H 566 L 548 330 H 112 Z'),
    path('#17324d', 'M 62 232 H 122 L 130 244 H 616 L 580 296 H 92 Z'),
  );
  for (let light = 0; light < 10; light += 1)
    parts.push(circle(170 + light * 36, 268, 5, light < 7 ? '#ffd166' : '#3d5873'));
  parts.push(
    wave('#17858b', -40, 298, 4, 160, 640, 360),
    wave('#127178', -130, 328, 5, 230, 640, 360),
  );
  return svg(640, 360, ...parts);
}

/** A ferry between a lighthouse and a house. */
export function twoShores(): string {
  return svg(
    640,
    360,
    rect(0, 0, 640, 360, '#f6d9a8'),
    circle(320, 196, 150, '#f9e3bd'),
    circle(320, 196, 96, '#fcefd2'),
    rect(0, 212, 640, 148, '#3c8f8b'),
    path(
      '#5c7a4f',
      'M 0 182 L 130 204 L 196 232 L 0 250 Z',
      'M 640 176 L 520 202 L 448 232 L 640 250 Z',
    ),
    rect(40, 130, 66, 62, '#e4572e'),
    path('#14304a', 'M 32 130 L 73 92 L 114 130 Z'),
    path('#fdf3dc', 'M 556 200 L 566 60 H 594 L 604 200 Z'),
    rect(562, 94, 36, 20, '#d8454f'),
    rect(560, 150, 40, 20, '#d8454f'),
    rect(564, 36, 32, 26, '#ffd166', 4),
    rect(270, 196, 104, 34, '#fdf3dc', 4),
    rect(308, 168, 26, 32, '#e4572e', 3),
    path('#14304a', 'M 214 228 H 430 L 402 270 H 242 Z'),
    wave('#2b7a82', -40, 270, 4, 180, 640, 360),
    wave('#226a74', -130, 308, 6, 250, 640, 360),
  );
}

/** An empty film reel. */
export function lostReel(): string {
  const parts = [rect(0, 0, 640, 360, '#e8e2d6'), circle(250, 180, 150, '#d6cdbc')];
  parts.push(line('#3a3644', 30, 'M 250 296 C 360 330 420 270 470 292 S 580 340 660 300'));
  parts.push(
    line('#e8e2d6', 8, 'M 262 300 C 360 330 420 270 470 292 S 580 340 660 300').replace(
      '/>',
      ' stroke-dasharray="1 17"/>',
    ),
  );
  parts.push(circle(250, 180, 122, '#3a3644'), circle(250, 180, 110, '#4a4556'));
  for (let hole = 0; hole < 5; hole += 1) {
    const angle = (hole / 5) * Math.PI * 2 - Math.PI / 2;
    parts.push(circle(250 + Math.cos(angle) * 66, 180 + Math.sin(angle) * 66, 29, '#d6cdbc'));
  }
  parts.push(circle(250, 180, 21, '#c8553d'), circle(250, 180, 7, '#e8e2d6'));
  return svg(640, 360, ...parts);
}
