//! Give AI agents safe hands on [Clerk](https://clerk.com): tools for most of its Backend API, such as users, organizations
//! and invitations, and your own tools beside them.
//!
//! A tool is a documented async function with [`#[clerk_tool]`](clerk_tool). A [`toolset!`] is a set of tools that the
//! compiler has checked. A [`ClerkToolkit`] connects a set to a Clerk instance and, optionally, to one person's session,
//! and calls its tools: JSON in, JSON out, with errors that a model can act on.
//!
//! ```no_run
//! use clerk_toolkit::client::{ClerkError, Timestamp, UserId};
//! use clerk_toolkit::{ClerkClient, ClerkToolkit, catalog, clerk_tool, serde_json::json, toolset};
//!
//! /// Return when a user last signed in.
//! #[clerk_tool(effect = read, access = user)]
//! async fn last_seen(
//!     clerk: &ClerkClient,
//!     /// The user to look up.
//!     #[scoped]
//!     user_id: UserId,
//! ) -> Result<Option<Timestamp>, ClerkError> {
//!     Ok(clerk.users().get(&user_id).await?.last_sign_in_at().map(Timestamp::from))
//! }
//!
//! toolset! {
//!     const SUPPORT = [..catalog::users::TOOLS, last_seen];
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let toolkit = ClerkToolkit::builder().client(ClerkClient::from_env()?).tools(SUPPORT).build()?;
//! for tool in toolkit.all_tools() {
//!     println!("{}: {} {}", tool.name(), tool.description(), tool.input_schema());
//! }
//! let output = toolkit.call("lastSeen", json!({ "userId": "user_2NNEqL2nrIRdJ194ndJqAHwEfxC" })).await?;
//! # Ok(()) }
//! ```
//!
//! # Modules
//!
//! | module | content |
//! | --- | --- |
//! | [`tool`] | what a tool is: definitions, schemas, errors, toolsets, tools defined at run time |
//! | [`client`] | a typed client of the Clerk Backend API, for your own tools too |
//! | [`auth`] | the person that an agent acts for |
//! | [`catalog`] | the built-in tools |
//! | [`toolkit`] | tools with an instance, a session and a policy |
//! | [`formats`] | tool definitions, calls and results in the formats of model providers |
//! | `mcp` | a toolkit as a Model Context Protocol server, on standard input and output or over HTTP |
//! | `sandbox` | an in-memory Clerk instance behind real HTTP |
//!
//! # Features
//!
//! | feature | what it adds | default |
//! | --- | --- | --- |
//! | `chrono` | types of `chrono` as arguments and results | no |
//! | `cli` | the binary `clerk-toolkit`, with `mcp`, `rustls` and `sandbox` | no |
//! | `mcp` | the module `mcp`, a Model Context Protocol server | no |
//! | `rustls` | TLS for the client; without it, give the client an HTTP client with other TLS | yes |
//! | `sandbox` | the module `sandbox`, an in-memory Clerk instance to test agents against | no |
//! | `url` | `Url` of `url` as an argument and a result | no |
//! | `uuid` | `Uuid` of `uuid` as an argument and a result | no |

// The macros use this name, also inside the crate.
extern crate self as clerk_toolkit;

pub mod auth;
mod bridge;
pub mod catalog;
pub mod client;
mod entry;
#[cfg(test)]
mod floors;
pub mod formats;
#[doc(hidden)]
pub mod json;
#[doc(hidden)]
pub mod loopback;
#[cfg(feature = "mcp")]
pub mod mcp;
mod redaction;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod search;
#[doc(hidden)]
pub mod text;
pub mod tool;
pub mod toolkit;

/// Makes a tool from a documented function.
///
/// ```
/// use clerk_toolkit::client::{ClerkClient, Result, User, UserId};
/// use clerk_toolkit::{clerk_tool, tool::Tool};
///
/// /// Read one user's profile.
/// #[clerk_tool(effect = read, access = user)]
/// pub async fn read_profile(
///     clerk: &ClerkClient,
///     /// The user to read.
///     #[scoped]
///     user_id: UserId,
/// ) -> Result<User> {
///     clerk.users().get(&user_id).await
/// }
///
/// // A type of the function's name carries the tool.
/// assert_eq!(read_profile::DEFINITION.name(), "readProfile");
/// assert_eq!(read_profile::DEFINITION.description(), "Read one user's profile.");
/// ```
///
/// # Parameters
///
/// A borrowed parameter (`&T`, `Option<&T>`) comes from the toolkit: the client, the [`AuthContext`], or your own
/// [state](toolkit::ClerkToolkitBuilder::state). An owned parameter is an argument that the model passes, of any type
/// that implements `Deserialize` and `JsonSchema`; an `Option<T>` may be left out.
///
/// # Doc comments
///
/// The doc comments are the prompt. The function's is the description of the tool, a parameter's is that of the
/// argument, and both are required. The model reads the text before the first heading; a section such as `# Errors` is
/// for people. Links to items become their text. A description from a macro, such as `#[doc = include_str!("tool.md")]`,
/// is passed on unchanged, because the macro runs later than this one; `concat!` of literals is read like any other text.
///
/// # Results and errors
///
/// The function returns a `Result`. Its value implements `Serialize`. Its error is one of these:
///
/// - a type that converts into [`ToolError`], such as [`ClerkError`] or your own: the model reads its code and message;
/// - any other error, such as `anyhow::Error`, `std::io::Error`, `Box<dyn Error>` or `String`: the model reads only that
///   the tool failed, with the code `tool_failed`, and the application finds the error in
///   [`source`](std::error::Error::source).
///
/// A tool that returns [`ToolError`] chooses what the model reads about an error of another type with
/// [`ResultExt::tool_err`]:
///
/// ```
/// use clerk_toolkit::{ResultExt, ToolError, clerk_tool};
///
/// /// Read the release notes.
/// #[clerk_tool(effect = read, access = none)]
/// fn release_notes() -> Result<String, ToolError> {
///     std::fs::read_to_string("NOTES.md").tool_err("notes_missing", "This release has no notes.")
/// }
/// ```
///
/// # A tool without a body
///
/// A tool that only sends one request has `endpoint = "…"`, and `;` in place of the body. The macro writes the request:
///
/// ```
/// use clerk_toolkit::client::{Result, User, UserId};
/// use clerk_toolkit::{ClerkClient, clerk_tool};
///
/// /// Read one user's profile.
/// #[clerk_tool(effect = read, endpoint = "GET /users/{user_id}")]
/// async fn read_profile(
///     clerk: &ClerkClient,
///     /// The user to read.
///     user_id: UserId,
/// ) -> Result<User>;
/// ```
///
/// An argument in the path is an id or a [`Segment`](client::Segment). Every other argument goes to the query of a `GET` or
/// `DELETE`, and to the JSON body otherwise. [`id_type!`] declares ids of your own. A list is a [`Page`](client::Page).
///
/// # `async fn` and `fn`
///
/// An `async fn` returns at once or awaits. A function that blocks, such as one that reads files or computes for long, is
/// a plain `fn`: it runs on a blocking thread of the Tokio runtime (without a runtime, the call returns
/// `internal_error`), so that other tasks go on and the deadline holds. A thread cannot be stopped: after the deadline, or
/// if the call is dropped, the function runs on and its result is discarded.
///
/// The function itself stays as it is, for tests and other callers. It must be a free function, not a method.
///
/// # What the model never reads
///
/// In every result and every error, a marker such as `[redacted by clerk-toolkit: token]` replaces:
///
/// - the private metadata and the secrets of Clerk's resources, including a [`User`](client::User) in a type of yours;
/// - texts that are credentials: JSON Web Tokens, API keys, private keys, sign-in links, and the client's own secret key.
///
/// The names of your own fields do not matter: `ticket`, `token` and `secret` stay if their values are not credentials.
/// [`ClerkToolkit::call_with_report`] lists what was replaced.
///
/// # Options
///
/// | option | meaning | default |
/// | --- | --- | --- |
/// | `effect = read`, `write` or `destructive` | what a call does, see [`Effect`] | none: it is required |
/// | `idempotent` | a second call with the same arguments changes nothing more | reads are |
/// | `access = user`, `organization`, `instance` or `none` | whose data it accesses, see [`Access`] | `instance` |
/// | `permission = "org:…:…"` | what the session must have, with `access = organization` | membership is enough |
/// | `name = "…"` | the tool's name, 1 to 64 of `A-Za-z0-9_-` | the function's, in camel case |
/// | `title = "…"` | the name that people read | the function's, in words |
/// | `category = "…"` | the category | the module's name |
/// | `endpoint = "GET /users/{user_id}"` | the one request that the tool sends; without a body, the macro writes it | none |
/// | `crate = path` | where this crate is, if another crate re-exports it | found through `Cargo.toml` |
///
/// | on a parameter | meaning |
/// | --- | --- |
/// | `#[scoped]` | bound to the session that the toolkit acts for: not in the schema, filled in, and no other value |
/// | `#[unscoped]` | offered only by a toolkit that acts for no session, because one person may not decide it |
/// | `#[wire("…")]` | its name in the path, the query or the body of the `endpoint`; by default the parameter's |
/// | `#[wire(body)]`, `#[wire(skip)]` | it is the whole body; the function's own body uses it, and it has no name in the request |
/// | `#[serde(rename = "…")]` | the argument's name, 1 to 64 of `A-Za-z0-9_.-` |
/// | `#[serde(default)]`, `#[serde(default = "path")]` | may be left out, and then has this value |
/// | `#[schemars(range(min = …, max = …))]` | the bounds of a number |
/// | `#[schemars(length(min = …, max = …))]`, `length(equal = …)` | the length of a text or a list |
/// | `#[schemars(regex(pattern = "…"))]`, `email`, `url` | the form of a text |
pub use clerk_toolkit_macros::clerk_tool;
/// Makes a struct or an enum usable as an argument or a result of a tool.
///
/// It derives `Serialize`, `Deserialize` and `JsonSchema` through this crate, so that your crate needs to depend on
/// neither `serde` nor `schemars`. Fields and variants have names in camel case, and unknown fields are refused in
/// arguments. A response of Clerk is read from names in snake case, and its other fields are left out. Your own
/// `#[serde(…)]` and `#[schemars(…)]` attributes are added, and override this.
///
/// ```
/// # use clerk_toolkit::tool_type;
/// #[tool_type]
/// struct Refund {
///     /// The order's number.
///     order_number: u64,
///     reason: Reason,
/// }
///
/// #[tool_type]
/// enum Reason {
///     /// It never arrived.
///     Lost,
///     ChangedMind,
/// }
/// ```
///
/// `#[tool_type(crate = path)]` says where this crate is, if another crate re-exports it.
pub use clerk_toolkit_macros::tool_type;
/// Makes constant toolsets, which the compiler checks: every entry is a tool, no two tools have the same name, and no
/// toolset is empty.
///
/// ```
/// use clerk_toolkit::{Toolset, catalog, toolset};
///
/// toolset! {
///     /// What the support agent may do.
///     pub const SUPPORT = [
///         ..catalog::users::TOOLS,                    // another toolset
///         catalog::organizations::get_organization,   // a single tool
///     ];
/// }
///
/// // A selection, which is checked too.
/// const LOOK: Toolset = SUPPORT.select(["users.getUser", "organizations"]);
/// assert_eq!(LOOK.len(), 2);
/// ```
///
/// A toolset has at most 1024 tools. `crate = path;` before the first says where this crate is, if another crate
/// re-exports it.
pub use clerk_toolkit_macros::toolset;

pub use auth::{ActiveOrganization, AuthContext};
pub use client::{ClerkClient, ClerkError};
pub use tool::{Access, Effect, ResultExt, ToolError, Toolset};
pub use toolkit::{BoundTool, BuildError, ClerkToolkit};

pub use schemars;
pub use serde;
pub use serde_json;
