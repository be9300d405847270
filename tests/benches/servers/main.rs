//! Compares the binary, as an MCP server on standard input and output, with the npm package `@clerk/agent-toolkit` and
//! with a bare `reqwest` loop that reads the same users without MCP. All use one sandbox in one run, in turns, so that the
//! ratios are valid even if the speed of the machine varies.
//!
//! `tests/benches/servers/run` builds and installs everything and starts this program. It checks every response. A ratio
//! below its goal is printed but is not a failure, because a busy machine can miss the goal.

mod reqwest_loop;
mod sandbox;
mod server;
mod summary;

use std::path::PathBuf;

use tokio::runtime::Builder;

use crate::sandbox::Sandbox;
use crate::server::{Program, Server};
use crate::summary::{Goal, Samples};

/// How often each server is started.
const STARTS: usize = 21;
/// How often the calls of each side are measured.
const ROUNDS: usize = 11;
/// The number of sequential calls per round.
const SEQUENTIAL_CALLS: usize = 1_000;
/// The number of pipelined calls per round: all are written without waiting for responses.
const PIPELINED_CALLS: usize = 10_000;

struct Arguments {
    ours: PathBuf,
    node: PathBuf,
    predecessor: PathBuf,
}

impl Arguments {
    /// Reads the three paths, in this order. `cargo bench` adds a `--bench`.
    fn read() -> Option<Self> {
        let mut paths = std::env::args_os().skip(1).filter(|argument| argument != "--bench").map(PathBuf::from);
        Some(Self { ours: paths.next()?, node: paths.next()?, predecessor: paths.next()? })
    }
}

fn main() {
    let Some(Arguments { ours, node, predecessor }) = Arguments::read() else {
        return println!("skipped: start it with tests/benches/servers/run");
    };
    let sandbox = Sandbox::start(&ours);
    let ours = Program::new(&ours).arguments(["mcp"]).environment(&sandbox);
    let theirs = Program::new(&node).arguments([predecessor.as_os_str()]).arguments([
        "--secret-key",
        &sandbox.secret_key,
        "--api-url",
        &sandbox.url,
    ]);

    let mut all: [Samples; 8] = std::array::from_fn(|_| Samples::default());
    let [start, idle, sequential, pipelined, warm, busy, beside_reqwest, beside_one_thread] = &mut all;
    for _ in 0..STARTS {
        let [(ours, we_took), (theirs, they_took)] = [ours.start(), theirs.start()];
        start.add([we_took, they_took].map(|time| time.as_secs_f64() * 1e3));
        idle.add([ours, theirs].map(|server| server.resident_mebibytes()));
    }
    for _ in 0..ROUNDS {
        let [(mut ours, _), (mut theirs, _)] = [ours.start(), theirs.start()];
        sequential.add([&mut ours, &mut theirs].map(|server| server.sequential(SEQUENTIAL_CALLS)));
        let [we_did, they_did] = [&mut ours, &mut theirs].map(|server| server.pipelined(PIPELINED_CALLS));
        pipelined.add([we_did, they_did]);
        for (runtime, samples) in
            [(Builder::new_multi_thread(), &mut *beside_reqwest), (Builder::new_current_thread(), beside_one_thread)]
        {
            samples.add([we_did, reqwest_loop::calls_per_second(runtime, &sandbox, PIPELINED_CALLS)]);
        }
        warm.add([&mut ours, &mut theirs].map(|server| server.sequential(SEQUENTIAL_CALLS)));
        busy.add([&ours, &theirs].map(Server::peak_mebibytes));
    }

    summary::print(
        "@clerk/agent-toolkit",
        &[
            Goal::less("start to first tools/list, ms", start, 20.0),
            Goal::less("resident after tools/list, MiB", idle, 6.0),
            Goal::less("peak resident under load, MiB", busy, 6.0),
            Goal::more("getUser sequential, calls/s", sequential, 4.0),
            Goal::more("the same after 11,000 calls", warm, 4.0),
            Goal::more("getUser pipelined, calls/s", pipelined, 10.0),
        ],
    );
    summary::print(
        "a bare reqwest loop",
        &[
            Goal::more("getUser pipelined, Tokio's default", beside_reqwest, 0.8),
            Goal::more("getUser pipelined, on one thread", beside_one_thread, 0.8),
        ],
    );
}
