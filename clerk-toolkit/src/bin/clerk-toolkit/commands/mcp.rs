//! `clerk-toolkit mcp`: a server for MCP clients.

use std::io::{self, IsTerminal};
use std::net::SocketAddr;

use clap::{Args, Parser, ValueHint};
use clerk_toolkit::mcp::{ClerkMcpServer, HttpAuth, HttpOptions, HttpServer, serve_stdio};
use secrecy::SecretString;
use tokio::runtime;

use super::Command;
use super::sandbox::for_models;
use crate::Cli;
use crate::failure::Failure;
use crate::options::{Instance, InstanceOptions, LogOptions, ToolOptions, address, secret};
use crate::{output, signals};

/// The variable that holds the token of `--http`, which keeps it off the command line.
const TOKEN_VARIABLE: &str = "CLERK_TOOLKIT_HTTP_TOKEN";

/// What a person reads who starts the server in a terminal.
const FOR_PEOPLE: &str = "\
This is an MCP server. It waits for the messages of an MCP client on standard input; it is not a prompt for people.

  clerk-toolkit install CLIENT   add it to the configuration of a client, such as cursor or claude-code
  clerk-toolkit mcp --http 8080  serve HTTP, for a client that connects to an address
  clerk-toolkit tools            list the tools
  clerk-toolkit call TOOL        call one tool

Ctrl-C or Ctrl-D ends it.";

#[derive(Debug, Args)]
#[command(
    after_help = "An MCP client starts this command by itself; `clerk-toolkit install CLIENT` adds it to the client's \
                  configuration. Standard output carries the protocol only. The server ends when standard input ends, \
                  or at Ctrl-C; calls that are still running then have 1.5 seconds to finish.\n\n\
                  Examples:\n  \
                  clerk-toolkit mcp --sandbox\n  \
                  clerk-toolkit mcp --tools users organizations.getOrganization --read-only\n  \
                  clerk-toolkit mcp --discover\n  \
                  clerk-toolkit mcp --http 8080"
)]
pub(crate) struct Mcp {
    #[command(flatten)]
    tools: ToolOptions,

    #[command(flatten)]
    instance: InstanceOptions,

    #[command(flatten)]
    http: Http,

    #[command(flatten)]
    log: LogOptions,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "HTTP")]
struct Http {
    /// Serve Streamable HTTP at this address (path /mcp) instead of standard input and output
    #[arg(long = "http", value_name = "ADDR", value_parser = address)]
    address: Option<SocketAddr>,

    /// The bearer token that every request must carry; safer in CLERK_TOOLKIT_HTTP_TOKEN. Without one, the server
    /// generates a token and prints it on standard error
    #[arg(long = "http-token", value_name = "TOKEN", value_parser = secret, requires = "address")]
    token: Option<SecretString>,

    /// Also accept requests to this host, in addition to the names of this machine
    #[arg(long = "allow-host", value_name = "HOST", value_hint = ValueHint::Hostname, num_args = 1.., requires = "address")]
    hosts: Vec<String>,

    /// Also accept requests from web pages of this origin, such as https://app.example.com, and send CORS headers
    #[arg(long = "allow-origin", value_name = "ORIGIN", value_hint = ValueHint::Url, num_args = 1.., requires = "address")]
    origins: Vec<String>,
}

impl Mcp {
    pub(crate) fn run(self) -> Result<(), Failure> {
        self.log.start();
        // One client on a pair of pipes needs one thread, and starts sooner on it.
        let mut runtime = match self.http.address {
            Some(_) => runtime::Builder::new_multi_thread(),
            None => runtime::Builder::new_current_thread(),
        };
        let runtime = runtime.enable_all().build()?;
        let ended = runtime.block_on(self.serve());
        // A thread that reads standard input cannot be stopped, so the runtime does not wait for it.
        runtime.shutdown_background();
        ended
    }

    /// Reads the arguments with which a client starts this program.
    ///
    /// # Errors
    /// If they do not start a server, with one line that says why.
    pub(super) fn parse(arguments: Vec<String>) -> Result<Self, String> {
        match Cli::try_parse_from(std::iter::once("clerk-toolkit".to_owned()).chain(arguments)) {
            Ok(Cli { command: Command::Mcp(mcp) }) => Ok(*mcp),
            Ok(_) => Err("they do not start with `mcp`".to_owned()),
            Err(error) => {
                let text = error.to_string();
                Err(text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned())
            }
        }
    }

    /// The options that choose the tools and the instance.
    pub(super) fn into_options(self) -> (ToolOptions, InstanceOptions) {
        (self.tools, self.instance)
    }

    async fn serve(self) -> Result<(), Failure> {
        let end = signals::end()?;
        let toolkit = self.tools.toolkit()?;
        let Instance { client, sandbox } = self.instance.open().await?;
        let mut server = ClerkMcpServer::builder(self.tools.offered(toolkit.client(client).build()?));
        if let Some(sandbox) = &sandbox {
            server = server.add_instructions(for_models(&sandbox.summary()));
            output::note(format_args!("The tools work on a sandbox, a Clerk instance in memory at {}", sandbox.url()));
        }
        let server = server.build();
        match self.http.address {
            Some(address) => self.http.serve(server, address, end).await,
            None => {
                if io::stdin().is_terminal() {
                    output::note(FOR_PEOPLE);
                }
                tokio::select! {
                served = serve_stdio(server) => Ok(served?),
                () = end => Ok(()),
                }
            }
        }
    }
}

impl Http {
    async fn serve(
        self,
        server: ClerkMcpServer,
        address: SocketAddr,
        end: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), Failure> {
        let token = self.token()?;
        let auth = token.clone().map_or_else(HttpAuth::generated, HttpAuth::bearer);
        let options = HttpOptions::new(auth.clone()).for_command_line();
        let options = self.hosts.into_iter().fold(options, HttpOptions::allow_host);
        let options = self.origins.into_iter().fold(options, HttpOptions::allow_origin);
        let server = HttpServer::bind(server, address, options).await?;
        if token.is_none() {
            output::note(generated_token(auth.token().unwrap_or_default(), &server.url()));
        }
        if token.is_some() {
            output::note(format_args!(
                "To connect a client: clerk-toolkit install CLIENT --url {} --bearer-env {TOKEN_VARIABLE}",
                server.url()
            ));
        }
        output::note(format_args!("Listening on {}", server.url()));
        Ok(server.serve_until(end).await?)
    }

    /// The token of the flag or of the environment, if either is given.
    fn token(&self) -> Result<Option<SecretString>, Failure> {
        if let Some(token) = &self.token {
            output::note(format_args!(
                "warning: other processes can read --http-token from the command line; use {TOKEN_VARIABLE} instead"
            ));
            return Ok(Some(token.clone()));
        }
        let Some(token) = std::env::var_os(TOKEN_VARIABLE) else { return Ok(None) };
        let token = token.into_string().map_err(|_| Failure::usage(format!("{TOKEN_VARIABLE} is not Unicode")))?;
        Ok(Some(token.into()))
    }
}

/// How to connect a client with a token that the server has generated.
fn generated_token(token: &str, url: &str) -> String {
    format!(
        "No token was given, so the server generated one. It is valid until the server ends. To connect a client:

  export {TOKEN_VARIABLE}={token}
  clerk-toolkit install CLIENT --url {url} --bearer-env {TOKEN_VARIABLE}

Other clients send the header `Authorization: Bearer {token}`.
"
    )
}
