import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Renders its children once it is visible: a docs page has many players, and few of them are looked at. */
export function WhenSeen({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);

  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: '200px' },
    );
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);

  return seen ? children : <div ref={place} style={{ minHeight: 320 }} />;
}
