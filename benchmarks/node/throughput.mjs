// The work of the scenario "node" with node-llama-cpp. Usage: node throughput.mjs INPUT.json; then a line with a number of utterances for each
// turn, answered by one line of JSON: {"seconds": ..., "results": [...]}. 0 warms up. See ../Emotion.Ambiguity.Throughput/Scenarios/NodeScenario.cs.
import {readFileSync} from "node:fs";
import {createInterface} from "node:readline";
import {getLlama, LlamaLogLevel} from "node-llama-cpp";

const input = JSON.parse(readFileSync(process.argv[2], "utf8"));
const llama = await getLlama({
    gpu: false, build: "never", skipDownload: true, progressLogs: false, logLevel: LlamaLogLevel.error, maxThreads: 0
});
const model = await llama.loadModel({modelPath: input.model, gpuLayers: 0, ignoreMemorySafetyChecks: true});
const longest = Math.max(...input.utterances.map((tokens) => tokens.length));
const contextSize = Math.ceil((input.prefix.length + longest + input.maxOutputTokens + 16) / 256) * 256;
const context = await model.createContext({
    sequences: input.sequences, contextSize, batchSize: 512, threads: input.threads, flashAttention: true, ignoreMemorySafetyChecks: true
});
const sequences = Array.from({length: input.sequences}, () => context.getSequence());
const firstTokens = [...new Set(input.labels.map((label) => label[0]))];

const wanted = (tokens) => ({generateNext: {logits: {filter: {tokens, includeMax: true}}, totalLogitWeight: true}});

// The map is in the order of the logits, so that the highest stands first.
function logProbability(next, token) {
    const highest = next.logits.values().next().value;
    return next.logits.get(token) - highest - Math.log(next.totalLogitWeight);
}

async function backTo(sequence, position) {
    if (sequence.nextTokenIndex > position)
        await sequence.eraseContextTokenRanges([{start: position, end: sequence.nextTokenIndex}]);
}

async function score(sequence, utterance) {
    const tokens = [...utterance];
    const end = input.prefix.length + tokens.length;
    tokens[tokens.length - 1] = [tokens[tokens.length - 1], wanted(firstTokens)];
    const next = (await sequence.controlledEvaluate(tokens))[tokens.length - 1].next;
    const scores = input.labels.map((label) => logProbability(next, label[0]));
    for (let n = 0; n < input.labels.length; n++) {
        const label = input.labels[n];
        if (label.length === 1) continue;
        const steps = await sequence.controlledEvaluate(label.slice(0, -1).map((token, i) => [token, wanted([label[i + 1]])]));
        for (let i = 0; i + 1 < label.length; i++) scores[n] += logProbability(steps[i].next, label[i + 1]);
        await backTo(sequence, end);
    }
    return scores;
}

async function generate(sequence, utterance) {
    const answer = [];
    for await (const token of sequence.evaluate(utterance, {temperature: 0})) {
        answer.push(token);
        if (answer.length === input.maxOutputTokens) break;
    }
    return answer;
}

// Each sequence takes the next utterance when it is done with one; the batches form by themselves.
async function turn(count) {
    const results = new Array(count);
    const treat = input.work === "labels" ? score : generate;
    let next = 0;
    await Promise.all(sequences.map(async (sequence) => {
        while (next < count) {
            const item = next++;
            await backTo(sequence, input.prefix.length);
            results[item] = await treat(sequence, input.utterances[item]);
        }
    }));
    return results;
}

await Promise.all(sequences.map((sequence) => sequence.evaluateWithoutGeneratingNewTokens(input.prefix)));
for await (const line of createInterface({input: process.stdin})) {
    const count = Number(line);
    if (count === 0) await turn(Math.min(input.sequences, input.utterances.length));
    const started = performance.now();
    const results = await turn(count);
    process.stdout.write(JSON.stringify({seconds: (performance.now() - started) / 1000, results}) + "\n");
}
await llama.dispose();
process.exit(0);
