using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(
    name = "main",
    worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      compatibilityDate = "2026-10-01",
      compatibilityFlags = [
        "no_nodejs_compat",
        "no_nodejs_compat_v2",
        "disallow_importable_env",
        "global_fetch_strictly_public",
        "enable_request_signal",
      ],
    ),
  )],
);
