import { bend, disc, type Pen, stroke } from './scene.ts';

/** Colours of the rider. */
export interface CyclistColours {
  dark: string;
  shirt: string;
  skin: string;
  far: string;
}

/**
 * A cyclist seen from the side, riding to the right. The rear hub is at x, y; `turn` is the
 * rotation of the cranks, in turns; `roll` is the distance of the bicycle, in pixels.
 */
export function cyclist(
  pen: Pen,
  x: number,
  y: number,
  turn: number,
  roll: number,
  c: CyclistColours,
): void {
  const radius = 31;
  pen.save();
  pen.translate(x, y);
  const crank: readonly [number, number] = [43, 3];
  const hip: readonly [number, number] = [30, -64];
  const pedal = (half: number): [number, number] => {
    const angle = (turn + half) * Math.PI * 2;
    return [crank[0] + 14 * Math.cos(angle), crank[1] + 14 * Math.sin(angle)];
  };
  const leg = (half: number, colour: string, shoe: string): void => {
    const foot = pedal(half);
    const ankle: [number, number] = [foot[0] - 5, foot[1] - 6];
    const knee = bend(hip, ankle, 40, 40, 1);
    stroke(pen, colour, 11, [hip, knee]);
    stroke(pen, colour, 8, [knee, ankle]);
    stroke(pen, shoe, 6, [
      [foot[0] - 6, foot[1] - 2],
      [foot[0] + 7, foot[1] - 1],
    ]);
  };
  leg(0.5, c.far, c.far);
  for (const hub of [0, 102]) {
    pen.strokeStyle = c.dark;
    pen.lineWidth = 4.5;
    pen.beginPath();
    pen.arc(hub, 0, radius, 0, Math.PI * 2);
    pen.stroke();
    for (let spoke = 0; spoke < 3; spoke += 1) {
      const angle = roll / radius + (spoke * Math.PI) / 3;
      const [dx, dy] = [Math.cos(angle) * (radius - 2), Math.sin(angle) * (radius - 2)];
      stroke(pen, c.dark, 1.4, [
        [hub - dx, -dy],
        [hub + dx, dy],
      ]);
    }
    disc(pen, hub, 0, 4, c.dark);
  }
  const head: readonly [number, number] = [84, -54];
  stroke(pen, c.dark, 4.5, [[0, 0], crank, [86, -44], [30, -44], [0, 0]]);
  stroke(pen, c.dark, 4.5, [crank, [27, -56]]);
  stroke(pen, c.dark, 4.5, [
    [102, 0],
    [84, -54],
    [98, -60],
    [104, -52],
  ]);
  stroke(pen, c.dark, 6, [
    [17, -58],
    [36, -58],
  ]);
  disc(pen, crank[0], crank[1], 7, c.dark);
  leg(0, c.dark, c.dark);
  const shoulder: readonly [number, number] = [74, -100];
  const hand: readonly [number, number] = [head[0] + 14, head[1] - 7];
  stroke(pen, c.shirt, 19, [[hip[0] + 2, hip[1] - 6], [52, -92], shoulder]);
  stroke(pen, c.dark, 13, [
    [hip[0] - 1, hip[1] - 1],
    [hip[0] + 5, hip[1] - 4],
  ]);
  const elbow = bend(shoulder, hand, 25, 24, -1);
  stroke(pen, c.shirt, 9, [shoulder, elbow]);
  stroke(pen, c.skin, 7, [elbow, hand]);
  stroke(pen, c.skin, 8, [
    [79, -104],
    [86, -112],
  ]);
  disc(pen, 90, -118, 10.5, c.skin);
  pen.fillStyle = c.dark;
  pen.beginPath();
  pen.ellipse(88.5, -121.5, 14, 9.5, -0.28, Math.PI * 0.98, Math.PI * 2.02);
  pen.fill();
  pen.restore();
}
