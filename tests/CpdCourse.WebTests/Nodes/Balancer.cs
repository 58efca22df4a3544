using System.Collections.Concurrent;
using CpdCourse.WebTests.House;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CpdCourse.WebTests.Nodes;

/// <summary>
/// A web server in front: in turn among the nodes that say they are ready, which it asks all the time. It sends each request once; if that goes wrong, the
/// visitor gets 502.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);
    private readonly WebApplication app;
    private readonly Node[] nodes;
    private readonly CancellationTokenSource ended = new();
    private readonly Task asking;
    private int turn;
    private volatile int looks;

    private Balancer(Uri address, IEnumerable<Uri> nodes)
    {
        this.nodes = [.. nodes.Select(n => new Node(n))];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        app = builder.Build();
        app.Run(Pass);
        asking = Look();
    }

    /// <summary>What went wrong between it and a node.</summary>
    public ConcurrentQueue<string> Broken { get; } = new();

    /// <summary>How many requests each node has answered.</summary>
    public IReadOnlyList<int> Answered => [.. nodes.Select(n => n.Answered)];

    public static async Task<Balancer> Start(Uri address, params IEnumerable<Uri> nodes)
    {
        var balancer = new Balancer(address, nodes);
        await balancer.app.StartAsync();
        await balancer.WhenReady(balancer.nodes.Length);
        return balancer;
    }

    /// <summary>Waits until so many nodes are ready: for nearly a second from then on it does not hear of it when one is stopped.</summary>
    public async Task WhenReady(int count)
    {
        var before = looks;
        while (looks < before + 2 || nodes.Count(n => n.IsReady) != count)
        {
            await Task.Delay(Between / 100, ended.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await asking;
        await app.DisposeAsync();
        ended.Dispose();
        foreach (var node in nodes)
        {
            node.Dispose();
        }
    }

    private async Task Look()
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.WhenAll(nodes.Select(Ask));
            looks++;
            await Task.Delay(Between, ended.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Ask(Node node)
    {
        try
        {
            using var answer = await node.Way.GetAsync("/readyz", ended.Token);
            node.IsReady = answer.IsSuccessStatusCode;
        }
        catch (Exception problem)
            when (problem is HttpRequestException or OperationCanceledException)
        {
            node.IsReady = false;
        }
    }

    private async Task Pass(HttpContext http)
    {
        var ready = nodes.Where(n => n.IsReady).ToList();
        if (ready.Count == 0)
        {
            Broken.Enqueue("No node was ready.");
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var node = ready[(int)((uint)Interlocked.Increment(ref turn) % ready.Count)];
        try
        {
            await node.Pass(http);
        }
        catch (HttpRequestException problem)
        {
            Broken.Enqueue($"{http.Request.Method} {http.Request.Path}: {problem.Message}");
            http.Response.StatusCode = StatusCodes.Status502BadGateway;
        }
    }

    private sealed class Node(Uri address) : IDisposable
    {
        private int answered;

        public HttpClient Way { get; } = RunningProgram.Client(address);

        public bool IsReady { get; set; }

        public int Answered => answered;

        public async Task Pass(HttpContext http)
        {
            using var request = new HttpRequestMessage(
                new HttpMethod(http.Request.Method),
                new Uri(address, http.Request.Path + http.Request.QueryString.ToString())
            );
            request.Headers.Host = http.Request.Host.ToString();
            if (http.Request.ContentLength > 0)
            {
                using var body = new MemoryStream();
                await http.Request.Body.CopyToAsync(body);
                request.Content = new ByteArrayContent(body.ToArray());
                request.Content.Headers.TryAddWithoutValidation(
                    "Content-Type",
                    http.Request.ContentType
                );
            }

            using var answer = await Way.SendAsync(request);
            http.Response.StatusCode = (int)answer.StatusCode;
            http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await http.Response.Body.WriteAsync(await answer.Content.ReadAsByteArrayAsync());
            Interlocked.Increment(ref answered);
        }

        public void Dispose() => Way.Dispose();
    }
}
