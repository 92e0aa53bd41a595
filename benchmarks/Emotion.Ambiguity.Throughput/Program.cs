using Emotion.Ambiguity.Throughput;

return await CommandLine.RunAsync(args);
