// A page that hears: record, drop a file or take a sample clip, and see how listeners would vote, by each extractor, and the logits behind it.
//   dotnet run --project samples/WebDemo -c Release      then open http://localhost:5081
// There is no authentication: it listens to this machine alone, unless you say otherwise (--urls http://0.0.0.0:5081 --AllowedHosts *).
using Microsoft.Extensions.Hosting;
using WebDemo;

await using var engines = await Engines.LoadAsync();
await using var app = DemoServer.Create(args, engines);
await app.StartAsync();
Console.WriteLine($"Open {app.Urls.First()} (Ctrl-C stops it).");
await app.WaitForShutdownAsync();
