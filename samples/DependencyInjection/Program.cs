using DependencyInjectionSample;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Services.AddAmbiguousEmotionRecognizer(builder.Configuration.GetSection("Emotion"))
    .UseEmbeddedModels()          // or UseLlamaCpp("model.gguf").UseWhisperCpp("ggml-base.bin")
    .AddHealthCheck()
    .LoadAtStart();               // in the background; without it the first utterance loads the models
builder.Services.AddHostedService<Worker>();
await builder.Build().RunAsync();
