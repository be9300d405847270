//! Tools that an application defines at run time, such as from a configuration file or another server's list.

mod call;
mod check;

use std::fmt;
use std::sync::Arc;

use serde_json::{Value, json};

use super::{Access, Binding, Effect, Requirement, Subject, ToolError};

pub use self::call::DynamicCall;
use self::call::Handler;
pub(crate) use self::check::InvalidTool;

/// A tool that is defined at run time, with a JSON Schema instead of Rust parameters.
///
/// Use `#[clerk_tool]` for tools that are known when the program is compiled: the compiler then checks them. A tool
/// defined at run time passes the same checks when the toolkit is built. Its calls go through the same steps: the
/// toolkit checks the arguments against the schema, binds them to the session, and applies the deadline and the
/// redaction.
///
/// ```
/// use clerk_toolkit::client::UserId;
/// use clerk_toolkit::serde_json::json;
/// use clerk_toolkit::tool::{DynamicTool, Subject, Toolset};
/// use clerk_toolkit::{Access, ClerkToolkit, Effect};
///
/// struct Orders(Vec<(UserId, u64)>);
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let find_orders = DynamicTool::builder("findOrders", Effect::Read, "List the orders of a user.")
///     .access(Access::User)
///     .input_schema(json!({
///         "type": "object",
///         "properties": {
///             "userId": { "type": "string", "description": "`user_…`" },
///             "limit": { "type": "integer", "description": "The most orders to return.", "minimum": 1, "default": 10 },
///         },
///         "required": ["userId"],
///     }))
///     .scoped("userId", Subject::User)
///     .requires::<Orders>()
///     .handler(|call| async move {
///         let user: UserId = call.argument("userId")?;
///         let limit: usize = call.argument("limit")?;
///         let orders = call.state::<Orders>()?.0.iter().filter(|(owner, _)| *owner == user);
///         Ok(json!({ "orders": orders.map(|(_, order)| order).take(limit).collect::<Vec<_>>() }))
///     });
///
/// let ada: UserId = "user_2NNEqL2nrIRdJ194ndJqAHwEfxC".parse()?;
/// let toolkit = ClerkToolkit::builder()
///     .tools(Toolset::EMPTY) // no other tools
///     .tool(find_orders)
///     .state(Orders(vec![(ada.clone(), 1024)]))
///     .build()?;
/// assert_eq!(toolkit.call("findOrders", json!({ "userId": ada })).await?, json!({ "orders": [1024] }));
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct DynamicTool {
    settings: Arc<Settings>,
    handler: Handler,
}

/// What the application says about the tool. It is checked when the toolkit is built.
struct Settings {
    name: String,
    title: Option<String>,
    description: String,
    category: String,
    effect: Effect,
    idempotent: bool,
    access: Access,
    input_schema: Value,
    output_schema: Option<Value>,
    bindings: Vec<(String, Binding)>,
    requirements: Vec<Requirement>,
}

impl DynamicTool {
    /// Starts the definition of a tool. [`DynamicToolBuilder::handler`] ends it.
    ///
    /// - `name`: the name that the model calls, 1 to 64 characters of `A-Za-z0-9_-`.
    /// - `effect`: what a call does.
    /// - `description`: the text that the model reads, at most 1024 characters.
    ///
    /// The toolkit's `build` returns an error if any of them is not valid.
    pub fn builder(name: impl Into<String>, effect: Effect, description: impl Into<String>) -> DynamicToolBuilder {
        DynamicToolBuilder {
            settings: Settings {
                name: name.into(),
                title: None,
                description: description.into(),
                category: "custom".to_owned(),
                effect,
                idempotent: false,
                access: Access::default(),
                input_schema: json!({ "type": "object", "properties": {} }),
                output_schema: None,
                bindings: Vec::new(),
                requirements: Vec::new(),
            },
        }
    }

    /// The name that the model calls.
    pub fn name(&self) -> &str {
        &self.settings.name
    }
}

impl fmt::Debug for DynamicTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settings.fmt(f)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynamicTool")
            .field("name", &self.name)
            .field("category", &self.category)
            .field("effect", &self.effect)
            .field("access", &self.access)
            .finish_non_exhaustive()
    }
}

/// The settings of a [`DynamicTool`].
#[derive(Debug)]
#[must_use]
pub struct DynamicToolBuilder {
    settings: Settings,
}

impl DynamicToolBuilder {
    /// The name that people read. The default is the tool's name in words: `findOrders` becomes "Find orders".
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.settings.title = Some(title.into());
        self
    }

    /// The category, 1 to 64 characters of `A-Za-z0-9_-`. The default is `custom`.
    pub fn category(mut self, category: impl Into<String>) -> Self {
        self.settings.category = category.into();
        self
    }

    /// Whether a second call with the same arguments changes nothing more. The default is `false`, except for tools that
    /// read, which are always idempotent.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.settings.idempotent = idempotent;
        self
    }

    /// Whose data a call touches. The default is [`Access::Instance`], which a toolkit that acts for a session hides.
    pub fn access(mut self, access: Access) -> Self {
        self.settings.access = access;
        self
    }

    /// The JSON Schema of the arguments: an object with `properties`, each with a `description`. The default has no
    /// arguments.
    ///
    /// Each property is rewritten to the subset that all model providers take, as a Rust type's schema is. `null` types
    /// and most values of `format` are dropped, and `anyOf` is folded if possible. The toolkit's `build` returns an error
    /// if the result is not in the subset.
    ///
    /// The toolkit checks the arguments of each call against the result, with `pattern` and with the formats `email`, `uri`,
    /// `date-time`, `date`, `time`, `uuid`, `ipv4` and `ipv6`. Other formats only tell the model what to write.
    pub fn input_schema(mut self, schema: Value) -> Self {
        self.settings.input_schema = schema;
        self
    }

    /// The JSON Schema of the output. By default a tool has no output schema. The toolkit does not check the output
    /// against it.
    ///
    /// Only keywords that describe the shape of the output stay, since clients compile the schema. A `$ref` points to the
    /// root, or into the schema's own `$defs` or `definitions`. The toolkit's `build` returns an error if it does not.
    pub fn output_schema(mut self, schema: Value) -> Self {
        self.settings.output_schema = Some(schema);
        self
    }

    /// Binds an argument to the session, as `#[scoped]` does. If the toolkit acts for a session, the argument leaves the
    /// schema, has the session's value, and a model that passes another value gets an error.
    ///
    /// The argument is a string in the input schema.
    pub fn scoped(mut self, argument: impl Into<String>, subject: Subject) -> Self {
        self.settings.bindings.push((argument.into(), Binding::Scoped(subject)));
        self
    }

    /// Refuses an argument if the toolkit acts for a session, as `#[unscoped]` does: the session's user may not decide
    /// it.
    pub fn unscoped(mut self, argument: impl Into<String>) -> Self {
        self.settings.bindings.push((argument.into(), Binding::Unscoped));
        self
    }

    /// Lends the handler a value of the type `T`: the client, the session
    /// ([`AuthContext`](crate::auth::AuthContext)), or the toolkit's
    /// [state](crate::toolkit::ClerkToolkitBuilder::state). The toolkit's `build` returns an error if it is missing.
    ///
    /// The handler reads it with [`DynamicCall::state`].
    pub fn requires<T: Send + Sync + 'static>(mut self) -> Self {
        self.settings.requirements.push(Requirement::of::<T>(false));
        self
    }

    /// Lends the handler a value of the type `T` if the toolkit has one.
    ///
    /// The handler reads it with [`DynamicCall::optional_state`].
    pub fn accepts<T: Send + Sync + 'static>(mut self) -> Self {
        self.settings.requirements.push(Requirement::of::<T>(true));
        self
    }

    /// The code that a call runs. Ends the definition.
    ///
    /// The output is JSON. Markers replace the credentials in it, as in the output of every tool.
    pub fn handler<F, R>(self, handler: F) -> DynamicTool
    where
        F: Fn(DynamicCall) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Value, ToolError>> + Send + 'static,
    {
        DynamicTool { settings: Arc::new(self.settings), handler: Arc::new(move |call| Box::pin(handler(call))) }
    }
}
