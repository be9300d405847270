//! Give AI agents safe hands on [Clerk](https://clerk.com): users, organizations and invitations as tools, and your own
//! tools beside them.
//!
//! A tool is a documented async function with [`#[clerk_tool]`](clerk_tool). A [`toolset!`] is a set of tools that the
//! compiler has checked. A [`ClerkToolkit`] connects a set to a Clerk instance and, optionally, to one person's session,
//! and calls its tools: JSON in, JSON out, with errors that a model can act on.
//!
//! ```no_run
//! use clerk_toolkit::client::{UserId, ClerkError};
//! use clerk_toolkit::{ClerkClient, ClerkToolkit, catalog, clerk_tool, serde_json::json, toolset};
//!
//! /// Return when a user last signed in, in Unix milliseconds.
//! #[clerk_tool(effect = read, access = user)]
//! async fn last_seen(
//!     clerk: &ClerkClient,
//!     /// The user to look up.
//!     #[scoped]
//!     user_id: UserId,
//! ) -> Result<Option<i64>, ClerkError> {
//!     Ok(clerk.users().get(&user_id).await?.last_sign_in_at())
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
//! | `cli` | the binary `clerk-toolkit`, with all of the other features | no |
//! | `mcp` | the module `mcp`, a Model Context Protocol server | no |
//! | `rustls` | TLS for the client; without it, give the client an HTTP client with other TLS | yes |
//! | `sandbox` | the module `sandbox`, an in-memory Clerk instance to test agents against | no |

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
#[cfg(feature = "mcp")]
pub mod mcp;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod tool;
pub mod toolkit;

/// Makes a tool of a documented function.
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
/// **Parameters.** What is borrowed (`&T`, `Option<&T>`) is injected from the toolkit: the client, the
/// [`AuthContext`], or [state](toolkit::ClerkToolkitBuilder::state) of your own. What is owned is an argument that
/// the model passes, of any type that implements `Deserialize` and `JsonSchema`; `Option<T>` may be left out.
///
/// **Doc comments are the prompt.** The function's is the tool's description, a parameter's is its argument's; both
/// are required. The text ends at the first heading, so a section such as `# Errors` is for rustdoc alone.
///
/// **The function stays a function**, sync or async, and returns a `Result` whose value implements `Serialize` and
/// whose error converts into [`ToolError`].
///
/// **What no model reads.** A toolkit takes private metadata and fields that hold secrets out of every answer, whatever
/// their case and separators: passwords and their digests, TOTP secrets, backup codes, tokens (`token`, `access_token`,
/// `jwt`, `ticket`, …), keys (`secret_key`, `api_key`, `signing_key`, …), and links that sign their reader in. Give a field that
/// is no secret another name.
///
/// | option | meaning | default |
/// | --- | --- | --- |
/// | `effect = read`, `write` or `destructive` | what a call does, see [`Effect`] | none: it is required |
/// | `idempotent` | a second call with the same arguments changes nothing further | reads are |
/// | `access = user`, `organization`, `instance` or `none` | whose data it touches, see [`Access`] | `instance` |
/// | `permission = "org:…:…"` | what the session must hold, with `access = organization` | membership is enough |
/// | `name = "…"` | the tool's name, 1 to 64 of `A-Za-z0-9_-` | the function's, in camel case |
/// | `title = "…"` | the name that people read | the function's, in words |
/// | `category = "…"` | the category | the module's name |
/// | `crate = path` | where this crate is, if it is re-exported | found through `Cargo.toml` |
///
/// | on a parameter | meaning |
/// | --- | --- |
/// | `#[scoped]` | bound to the session where the toolkit acts for one: out of the schema, filled in, never another's |
/// | `#[unscoped]` | offered only where the toolkit acts for no session: more than one person may decide |
/// | `#[serde(rename = "…")]` | the argument's name, 1 to 64 of `A-Za-z0-9_.-` |
/// | `#[serde(default)]`, `#[serde(default = "path")]` | may be left out, and is then this |
pub use clerk_toolkit_macros::clerk_tool;
/// Lets a struct or an enum be an argument or an answer of a tool.
///
/// It derives `Serialize`, `Deserialize` and `JsonSchema` through this crate, so that neither `serde` nor `schemars`
/// has to be a dependency, names fields and variants in camel case, and refuses fields that the type does not have.
/// `#[serde(…)]` and `#[schemars(…)]` attributes of your own come on top, and win.
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
pub use clerk_toolkit_macros::tool_type;
/// Makes constant maps of tools, which the compiler checks: no two tools of one name, no empty map, nothing that is no
/// tool.
///
/// ```
/// use clerk_toolkit::{Toolset, catalog, toolset};
///
/// toolset! {
///     /// What the support agent may do.
///     pub const SUPPORT = [
///         ..catalog::users::TOOLS,                    // another map
///         catalog::organizations::get_organization,   // a single tool
///     ];
/// }
///
/// // A part of a map, checked too.
/// const LOOK: Toolset = SUPPORT.select(["users.getUser", "organizations"]);
/// assert_eq!(LOOK.len(), 2);
/// ```
///
/// A map holds up to 1024 tools.
pub use clerk_toolkit_macros::toolset;

pub use auth::{ActiveOrganization, AuthContext};
pub use client::{ClerkClient, ClerkError};
pub use tool::{Access, Effect, ToolError, Toolset};
pub use toolkit::{BoundTool, ClerkToolkit};

pub use schemars;
pub use serde;
pub use serde_json;
