//! Tests of the toolkit from outside. Every call goes over real HTTP, to a sandbox or to a scripted server.

mod catalog;
mod contract;
mod discovery;
mod documents;
mod dynamic;
mod endpoints;
mod errors;
mod generated;
mod hostile_ids;
mod model_arguments;
mod redaction;
mod schemas;
mod session;
mod tokens;
mod toolset;
mod views;

use clerk_toolkit::{ClerkToolkit, Toolset};

/// A toolkit that only lists its tools.
fn listing(tools: Toolset, allow_private_metadata: bool) -> ClerkToolkit {
    let builder = ClerkToolkit::builder().tools(tools).allow_private_metadata(allow_private_metadata);
    builder.build_listing().expect("the tools are valid")
}
