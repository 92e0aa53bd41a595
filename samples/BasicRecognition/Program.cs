using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

await using var recognizer = await EmbeddedRecognizer.CreateAsync(new RecognizerOptions { Taxonomy = EmotionTaxonomy.CremaD6 });
var result = await recognizer.RecognizeFileAsync(args.Length > 0 ? args[0] : "samples/audio/1036_ITH_NEU_XX.wav");

Console.WriteLine(result.Text);                              // what was said
foreach (var (emotion, share) in result.Distribution!.Top(3))
    Console.WriteLine($"{emotion,-10} {share:P1}");          // how listeners would vote
Console.WriteLine(result.Distribution.NormalizedEntropy);    // how ambiguous it is: 0 all agree, 1 nobody does
