//! Shared code of the end-to-end tests: a Clerk instance with a toolkit on it, a toolkit on a scripted server, and one
//! valid call of every tool in [`SEEDS`].
//!
//! A test that reads only a tool's output cannot detect a tool that reports a false result. So a [`World`] also reads
//! the instance directly, with a plain HTTP client.

mod calls;
mod scripted;
mod seeds;
mod world;

pub use calls::{Call, calls};
pub use scripted::Scripted;
pub use scripted_server::{Event, REFUSING_URL, Reply};
pub use seeds::SEEDS;
pub use world::{World, acting_for, admin_of_acme, member_of_acme};

/// Compiles and runs the code of a document.
macro_rules! documents {
    ($($name:ident = $path:literal;)*) => {$(
        #[cfg(doctest)]
        #[doc = include_str!($path)]
        pub struct $name;
    )*};
}

documents! {
    Readme = "../../README.md";
    RustGuide = "../../clerk-toolkit/docs/rust.md";
    SandboxGuide = "../../clerk-toolkit/docs/sandbox.md";
}
