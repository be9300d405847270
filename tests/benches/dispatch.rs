//! Measures the overhead of a call. Tools with three arguments that return immediately are called with
//! `ClerkToolkit::call` and with rmcp's `#[tool_router]`, in the same run. Prints the ratios at the end.
//!
//! Each side converts a tool's name and JSON arguments to typed values, runs an async function and returns its result.
//! rmcp also needs a context for each call; creating it is part of the measured time. rmcp is measured in two ways:
//! `call_tool`, the handler that its macros generate by default, which creates the router for each call; and a router
//! that is created once and kept, which is its lowest possible cost.
//!
//! `text` is a tool that returns a string, so it measures only the dispatch. `object` is a tool that returns an object.
//! rmcp writes that object both as JSON and as text. This crate writes it as JSON, and writes the text only when a
//! protocol needs it.

use std::hint::black_box;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clerk_toolkit::{ClerkToolkit, ToolError, clerk_tool, tool_type, toolset};
use criterion::{Criterion, criterion_group};
use rmcp::handler::server::tool::ToolCallContext;
use rmcp::handler::server::wrapper::{Json, Parameters};
use rmcp::model::{CallToolRequestParams, CallToolResponse, NumberOrString};
use rmcp::service::{Peer, RequestContext, RoleServer, serve_directly};
use rmcp::{ServerHandler, tool, tool_handler, tool_router};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

#[tool_type]
#[derive(Debug)]
struct Seats {
    organization: String,
    seats: u32,
    notify: bool,
}

/// Reserve seats and return the organization.
#[clerk_tool(effect = write, access = none)]
async fn text(
    /// The organization's name.
    organization: String,
    /// The number of seats.
    seats: u32,
    /// Whether to send a message.
    notify: bool,
) -> Result<String, ToolError> {
    black_box((seats, notify));
    Ok(organization)
}

/// Reserve seats and return an object.
#[clerk_tool(effect = write, access = none)]
async fn object(
    /// The organization's name.
    organization: String,
    /// The number of seats.
    seats: u32,
    /// Whether to send a message.
    notify: bool,
) -> Result<Seats, ToolError> {
    Ok(Seats { organization, seats, notify })
}

toolset! {
    const OURS = [text, object];
}

struct Peers;

#[tool_router]
impl Peers {
    /// Reserve seats and return the organization.
    #[tool]
    async fn text(&self, Parameters(arguments): Parameters<Seats>) -> String {
        let Seats { organization, seats, notify } = arguments;
        black_box((seats, notify));
        organization
    }

    /// Reserve seats and return an object.
    #[tool]
    async fn object(&self, Parameters(arguments): Parameters<Seats>) -> Json<Seats> {
        Json(arguments)
    }
}

#[tool_handler]
impl ServerHandler for Peers {}

fn arguments() -> Value {
    json!({ "organization": "Analytical Engines", "seats": 12, "notify": true })
}

/// The total time of each side of each benchmark.
static TIMES: Mutex<[[(Duration, u64); 3]; 2]> = Mutex::new([[(Duration::ZERO, 0); 3]; 2]);

const TOOLS: [&str; 2] = ["text", "object"];

/// Measures calls in batches. The inputs of a batch are created before, so that creating them is not measured.
fn timed<I, O>(
    runtime: &Runtime,
    (tool, side): (usize, usize),
    calls: u64,
    input: impl Fn() -> I,
    call: impl AsyncFn(I) -> O,
) -> Duration {
    // Small enough that the allocator works as it does for single calls.
    const BATCH: u64 = 4;
    let total = runtime.block_on(async {
        let mut total = Duration::ZERO;
        let mut inputs = Vec::new();
        let mut left = calls;
        while left > 0 {
            inputs.extend((0..left.min(BATCH)).map(|_| input()));
            left -= inputs.len() as u64;
            let start = Instant::now();
            for input in inputs.drain(..) {
                drop(black_box(call(input).await));
            }
            total += start.elapsed();
        }
        total
    });
    let mut times = TIMES.lock().expect("no other thread uses it");
    times[tool][side].0 += total;
    times[tool][side].1 += calls;
    total
}

fn dispatch(criterion: &mut Criterion) {
    let runtime = Runtime::new().expect("the runtime starts");
    let toolkit = ClerkToolkit::builder().tools(OURS).build().expect("the toolkit is valid");
    let peers = Peers;
    let router = Peers::tool_router();
    let (_far, near) = tokio::io::duplex(1024);
    let running = {
        let _guard = runtime.enter();
        serve_directly::<RoleServer, _, _, std::io::Error, _>(Peers, near, None)
    };
    let peer: Peer<RoleServer> = running.peer().clone();
    let object = || arguments().as_object().cloned().unwrap_or_default();
    let request = |name: &'static str, arguments| {
        let params = CallToolRequestParams::new(name).with_arguments(arguments);
        (params, RequestContext::new(NumberOrString::Number(1), peer.clone()))
    };
    let call_handler = async |name: &'static str, arguments| {
        let (params, context) = request(name, arguments);
        peers.call_tool(params, context).await
    };
    let call_router = async |name: &'static str, arguments| {
        let (params, context) = request(name, arguments);
        router.call(ToolCallContext::new(&peers, params, context)).await
    };

    for (tool, name) in TOOLS.into_iter().enumerate() {
        // Both sides return the same.
        let ours = runtime.block_on(toolkit.call(name, arguments())).expect("the call succeeds");
        let theirs = runtime.block_on(call_router(name, object())).expect("the call succeeds");
        let CallToolResponse::Complete(theirs) = theirs else { panic!("the call is complete") };
        match ours {
            Value::String(text) => assert_eq!(theirs.content[0].as_text().map(|content| &content.text), Some(&text)),
            object => assert_eq!(theirs.structured_content, Some(object)),
        }

        let mut group = criterion.benchmark_group(name);
        group.bench_function("clerk-toolkit", |bencher| {
            bencher.iter_custom(|calls| {
                timed(&runtime, (tool, 0), calls, arguments, async |arguments| toolkit.call(name, arguments).await)
            });
        });
        group.bench_function("rmcp call_tool", |bencher| {
            bencher.iter_custom(|calls| {
                timed(&runtime, (tool, 1), calls, object, async |arguments| call_handler(name, arguments).await)
            });
        });
        group.bench_function("rmcp kept router", |bencher| {
            bencher.iter_custom(|calls| {
                timed(&runtime, (tool, 2), calls, object, async |arguments| call_router(name, arguments).await)
            });
        });
        group.finish();
    }
}

criterion_group!(benches, dispatch);

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
    let times = TIMES.lock().expect("no other thread uses it");
    for (name, sides) in TOOLS.into_iter().zip(*times) {
        let [ours, handler, router] = sides.map(|(time, calls)| time.as_secs_f64() / calls.max(1) as f64 * 1e9);
        println!(
            "{name}: clerk-toolkit {ours:.0} ns; rmcp call_tool {handler:.0} ns: {:.2} times as fast; rmcp with a kept \
             router {router:.0} ns: {:.2} times as fast",
            handler / ours,
            router / ours,
        );
    }
}
