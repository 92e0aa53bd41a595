using Emotion.Ambiguity;
using Emotion.Ambiguity.Isolation;
using Emotion.Ambiguity.Isolation.Worker;
using Emotion.Ambiguity.Models.Mini;

switch (args[0])
{
    case "scripted":
        await IsolatedWorker.RunIfWorkerAsync(_ => Task.FromResult(ObedientRecognizer.Create()));
        return 0;
    case "scripted-with-id":
        // A line for each worker that was ever started, so that a test knows which processes these were.
        await File.AppendAllLinesAsync(args[1], [Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        goto case "scripted";
    case "embedded":
        await IsolatedWorker.RunIfWorkerAsync(token => EmbeddedRecognizer.CreateAsync(new() { Input = Emotion.Ambiguity.Recognition.InputMode.Transcript }, token));
        return 0;
    case "no-model":
        await IsolatedWorker.RunIfWorkerAsync<Emotion.Ambiguity.Recognition.AmbiguousEmotionRecognizer>(_ => throw new ModelLoadException("m.gguf", "It is no GGUF file.", "Give another."));
        return 0;
    case "abort-while-loading":
        await IsolatedWorker.RunIfWorkerAsync<Emotion.Ambiguity.Recognition.AmbiguousEmotionRecognizer>(_ =>
        {
            Environment.FailFast("assertion failed: n > 0");
            throw new InvalidOperationException();
        });
        return 0;
    case "once":
        // The first worker works, and every later one ends at once: the file says whether there was a first.
        if (File.Exists(args[1])) return 7;
        await File.WriteAllTextAsync(args[1], "");
        await IsolatedWorker.RunIfWorkerAsync(_ => Task.FromResult(ObedientRecognizer.Create()));
        return 0;
    case "forgets":
        // No call of RunIfWorkerAsync: what happens to a program that starts a recognizer all the same?
        try
        {
            await using var recognizer = await IsolatedRecognizer.StartAsync();
        }
        catch (InvalidOperationException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
        }

        return 5;
    case "parent":
        // A parent that is killed: its worker's process id is the only line that it writes.
        await using (var recognizer = await IsolatedRecognizer.StartAsync(new() { Command = WorkerCommand.ThisProgram("scripted") }))
        {
            Console.WriteLine(recognizer.WorkerProcessId);
            await Task.Delay(Timeout.Infinite);
        }

        return 0;
    default:
        await Task.Delay(Timeout.Infinite);
        return 0;
}
