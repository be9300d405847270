//! An agent that manages a Clerk instance: an embedded sandbox, the built-in tools and one custom tool, and a loop with an
//! OpenAI-compatible chat API.
//!
//! If `OPENAI_API_KEY` is set, a real model decides what to do (`OPENAI_BASE_URL` and `OPENAI_MODEL` are optional).
//! Otherwise the example uses a scripted model on this machine.

mod agent;
mod scripted_model;
mod tickets;

use std::error::Error;

use clerk_toolkit::sandbox::{Sandbox, demo};
use clerk_toolkit::{ClerkClient, ClerkToolkit, catalog, toolset};

use crate::agent::Model;
use crate::tickets::Tickets;

toolset! {
    /// The agent's tools: all tools for users and invitations, some for organizations, and our own tool.
    const AGENT = [
        ..catalog::users::TOOLS,
        ..catalog::ALL.select([
            "organizations.getOrganization",
            "organizations.createOrganization",
            "organizations.createOrganizationMembership",
            "organizations.createOrganizationInvitation",
            "invitations",
        ]),
        tickets::open_ticket,
    ];
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start().await?;
    let clerk = ClerkClient::builder().secret_key(sandbox.secret_key()).api_url(sandbox.url()).build()?;
    let toolkit = ClerkToolkit::builder().client(clerk).tools(AGENT).state(Tickets::default()).build()?;

    let model = Model::from_env().await?;
    println!("instance  {} (sandbox)\nmodel     {model}\ntools     {}\n", sandbox.url(), toolkit.all_tools().len());

    let task = format!(
        "Grace ({}) and Ada ({}) of the organization with the slug `acme` start a new team, Analytical Engines. Ada is \
         its admin and Grace is a member. Create the team, invite katherine@example.com, add the team's name to Grace's \
         public metadata, and open a ticket for their laptops.",
        demo::GRACE,
        demo::ADA,
    );
    agent::run(&model, &toolkit, &task).await
}
