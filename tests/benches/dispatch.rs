//! What a call costs apart from its work: a tool with three arguments that answers at once, called through
//! `ClerkToolkit::call` and through rmcp's `#[tool_router]`, in the same run. Prints the ratio at the end.
//!
//! Both go from JSON arguments by name to typed values, run an async function, and answer its result as JSON. Both
//! return owned JSON; rmcp also writes it as text, since its answer is what goes to a client, so this side writes the
//! text too.

use std::hint::black_box;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use clerk_toolkit::{ClerkToolkit, ToolError, clerk_tool, tool_type, toolset};
use criterion::{Criterion, criterion_group};
use rmcp::handler::server::router::tool::ToolRouter;
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

/// Reserve seats.
#[clerk_tool(effect = write, access = none)]
async fn reserve_seats(
    /// The organization's name.
    organization: String,
    /// How many.
    seats: u32,
    /// Whether to send a message.
    notify: bool,
) -> Result<Seats, ToolError> {
    Ok(Seats { organization, seats, notify })
}

toolset! {
    const OURS = [reserve_seats];
}

struct Peers {
    #[allow(dead_code)]
    tool_router: ToolRouter<Self>,
}

#[tool_router]
impl Peers {
    /// Reserve seats.
    #[tool(name = "reserveSeats")]
    async fn reserve_seats(&self, Parameters(arguments): Parameters<Seats>) -> Json<Seats> {
        Json(arguments)
    }
}

#[tool_handler]
impl ServerHandler for Peers {}

fn arguments() -> Value {
    json!({ "organization": "Analytical Engines", "seats": 12, "notify": true })
}

/// The time that each side took in the whole run.
static TIMES: Mutex<[(Duration, u64); 2]> = Mutex::new([(Duration::ZERO, 0); 2]);

/// Times calls in batches whose inputs are made beforehand, so that making them is not timed.
fn timed<I, O>(runtime: &Runtime, side: usize, calls: u64, input: impl Fn() -> I, call: impl AsyncFn(I) -> O) -> Duration {
    const BATCH: u64 = 512;
    let mut total = Duration::ZERO;
    let mut left = calls;
    while left > 0 {
        let inputs: Vec<I> = (0..left.min(BATCH)).map(|_| input()).collect();
        left -= inputs.len() as u64;
        let mut outputs = Vec::with_capacity(inputs.len());
        total += runtime.block_on(async {
            let start = Instant::now();
            for input in inputs {
                outputs.push(black_box(call(input).await));
            }
            start.elapsed()
        });
    }
    let mut times = TIMES.lock().expect("no other thread");
    times[side].0 += total;
    times[side].1 += calls;
    total
}

fn dispatch(criterion: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let toolkit = ClerkToolkit::builder().tools(OURS).build().expect("a toolkit");
    let peers = Peers { tool_router: Peers::tool_router() };
    let router = Peers::tool_router();
    let (_far, near) = tokio::io::duplex(1024);
    let running = {
        let _guard = runtime.enter();
        serve_directly::<RoleServer, _, _, std::io::Error, _>(Peers { tool_router: Peers::tool_router() }, near, None)
    };
    let peer: Peer<RoleServer> = running.peer().clone();
    let request = || {
        let params = CallToolRequestParams::new("reserveSeats");
        let params = params.with_arguments(arguments().as_object().cloned().unwrap_or_default());
        ToolCallContext::new(&peers, params, RequestContext::new(NumberOrString::Number(1), peer.clone()))
    };

    // Both sides answer the same.
    let ours = runtime.block_on(toolkit.call("reserveSeats", arguments())).expect("an answer");
    let theirs = runtime.block_on(router.call(request())).expect("an answer");
    let CallToolResponse::Complete(theirs) = theirs else { panic!("an answer, and no question") };
    assert_eq!(theirs.structured_content.as_ref(), Some(&ours));

    let mut group = criterion.benchmark_group("dispatch");
    group.bench_function("clerk-toolkit", |bencher| {
        bencher.iter_custom(|calls| {
            timed(&runtime, 0, calls, arguments, async |arguments| {
                let answer = toolkit.call("reserveSeats", arguments).await;
                let text = answer.as_ref().map(Value::to_string);
                (text.is_ok(), text.ok(), answer)
            })
        });
    });
    group.bench_function("rmcp tool_router", |bencher| {
        bencher.iter_custom(|calls| timed(&runtime, 1, calls, request, async |request| router.call(request).await));
    });
    group.finish();
}

criterion_group!(benches, dispatch);

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
    let times = TIMES.lock().expect("no other thread");
    let [ours, theirs] = times.map(|(time, calls)| time.as_secs_f64() / calls.max(1) as f64 * 1e9);
    println!("dispatch: clerk-toolkit {ours:.0} ns, rmcp {theirs:.0} ns: {:.2} times as fast", theirs / ours);
}
