//! Tools that are defined at run time pass the same checks, and their calls take the same way, as compiled ones.

mod calls;
mod definitions;
mod offering;

use clerk_toolkit::client::UserId;
use clerk_toolkit::tool::{DynamicTool, DynamicToolBuilder, Subject, Toolset};
use clerk_toolkit::toolkit::{BuildError, ClerkToolkitBuilder};
use clerk_toolkit::{Access, ClerkClient, ClerkToolkit, Effect};
use serde_json::{Value, json};

/// A toolkit with these tools only.
fn only(tools: impl IntoIterator<Item = DynamicTool>) -> ClerkToolkitBuilder {
    ClerkToolkit::builder().tools(Toolset::EMPTY).dynamic_tools(tools)
}

/// The settings of a tool that returns its arguments.
fn echo() -> DynamicToolBuilder {
    DynamicTool::builder("echoArguments", Effect::Read, "Return the arguments.").access(Access::None)
}

/// Ends the definition of a tool that returns its arguments.
fn echoing(tool: DynamicToolBuilder) -> DynamicTool {
    tool.handler(|call| async move { Ok(Value::Object(call.arguments().clone())) })
}

/// The input schema of one required argument.
fn one_argument(name: &str, schema: Value) -> Value {
    json!({ "type": "object", "properties": { name: schema }, "required": [name] })
}

/// A tool that reads a user's first name with the client.
fn greet() -> DynamicTool {
    DynamicTool::builder("sayHello", Effect::Read, "Greet a user by their first name.")
        .access(Access::User)
        .category("greetings")
        .input_schema(one_argument("userId", json!({ "type": "string", "description": "`user_…`" })))
        .scoped("userId", Subject::User)
        .requires::<ClerkClient>()
        .handler(|call| async move {
            let user_id: UserId = call.argument("userId")?;
            let user = call.state::<ClerkClient>()?.users().get(&user_id).await?;
            Ok(json!({ "greeting": format!("Hello, {}!", user.first_name().unwrap_or("you")) }))
        })
}

/// The error of a toolkit that cannot be built.
#[track_caller]
fn refused(builder: ClerkToolkitBuilder) -> BuildError {
    builder.build().expect_err("a mistake")
}
