import { type FormEvent, useState } from 'react';
import { chooseRealServer, type RealServer, readRealServer } from './real-server.ts';
import './real-server-form.css';

/** Switches the stories of this tab to a real server, or back to the emulated one. Renders a `<form>`. */
export function RealServerForm() {
  const [chosen, setChosen] = useState(readRealServer);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = Object.fromEntries(
      [...new FormData(event.currentTarget)].filter(([, value]) => value !== ''),
    );
    choose(fields.baseUrl ? (fields as unknown as RealServer) : undefined);
  };
  const choose = (server: RealServer | undefined) => {
    chooseRealServer(server);
    setChosen(server);
  };

  if (chosen) {
    return (
      <div className="real-server">
        <p role="status">
          The stories of this tab play from <code>{chosen.baseUrl}</code>.
        </p>
        <button type="button" onClick={() => choose(undefined)}>
          Back to the emulated server
        </button>
      </div>
    );
  }
  return (
    <form className="real-server" onSubmit={submit} autoComplete="off">
      <label>
        Base URL
        <input name="baseUrl" type="url" required placeholder="http://192.168.1.10:32400" />
      </label>
      <label>
        Token
        <input name="token" type="password" autoComplete="off" />
      </label>
      <label>
        Rating key of a film
        <input name="video" inputMode="numeric" placeholder="662548" />
      </label>
      <label>
        Rating key of a playlist
        <input name="playlist" inputMode="numeric" placeholder="140600" />
      </label>
      <button type="submit">Play from this server</button>
    </form>
  );
}
