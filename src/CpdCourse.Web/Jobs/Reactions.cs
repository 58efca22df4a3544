using CpdCourse.Domain.Common;

namespace CpdCourse.Web.Jobs;

/// <summary>Does something about an event, later and safely twice.</summary>
internal interface IReaction<in TEvent>
    where TEvent : IDomainEvent
{
    Task React(TEvent happened, CancellationToken stop);
}

/// <summary>Work asked for by name with a payload of its own, such as a mail.</summary>
internal interface ITask<in TPayload>
{
    Task Run(TPayload payload, CancellationToken stop);
}

/// <summary>Work that returns at an interval.</summary>
internal interface IRecurring
{
    Task Run(CancellationToken stop);
}

/// <summary>What is done about which event; filled by the features at start.</summary>
internal sealed class Reactions
{
    private readonly Dictionary<string, Handler> handlers = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, List<string>> byEvent = [];
    private readonly Dictionary<string, TimeSpan> recurring = new(StringComparer.Ordinal);
    private readonly HashSet<string> slow = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, TimeSpan> Recurring => recurring;

    /// <summary>Kinds of work that take long, as all that waits for strangers' servers may: one worker leaves them to the others.</summary>
    public IReadOnlyCollection<string> Slow => slow;

    /// <summary>One that the settings do not want writes no job; those that were written before can still be done.</summary>
    public void React<TEvent, TReaction>(bool isSlow, bool isWanted = true)
        where TEvent : IDomainEvent
        where TReaction : IReaction<TEvent>
    {
        var kind = $"{typeof(TEvent).Name}>{typeof(TReaction).Name}";
        Note(kind, isSlow);
        handlers[kind] = new Handler(
            typeof(TEvent),
            (services, payload, stop) =>
                services.GetRequiredService<TReaction>().React((TEvent)payload, stop)
        );
        if (!isWanted)
        {
            return;
        }

        if (!byEvent.TryGetValue(typeof(TEvent), out var kinds))
        {
            byEvent[typeof(TEvent)] = kinds = [];
        }

        kinds.Add(kind);
    }

    public void Task<TPayload, TTask>(bool isSlow)
        where TTask : ITask<TPayload>
    {
        Note(typeof(TTask).Name, isSlow);
        handlers[typeof(TTask).Name] = new Handler(
            typeof(TPayload),
            (services, payload, stop) =>
                services.GetRequiredService<TTask>().Run((TPayload)payload, stop)
        );
    }

    public void Every<TRecurring>(TimeSpan interval, bool isSlow)
        where TRecurring : IRecurring
    {
        Note(typeof(TRecurring).Name, isSlow);
        recurring[typeof(TRecurring).Name] = interval;
        handlers[typeof(TRecurring).Name] = new Handler(
            typeof(object),
            (services, _, stop) => services.GetRequiredService<TRecurring>().Run(stop)
        );
    }

    public IReadOnlyList<string> KindsFor(Type happened) =>
        byEvent.GetValueOrDefault(happened) ?? [];

    public Handler? Find(string kind) => handlers.GetValueOrDefault(kind);

    private void Note(string kind, bool isSlow)
    {
        if (isSlow)
        {
            slow.Add(kind);
        }
    }

    internal sealed record Handler(
        Type Payload,
        Func<IServiceProvider, object, CancellationToken, Task> Run
    );
}

internal static class ReactionsRegistration
{
    /// <summary>
    /// On <typeparamref name="TEvent"/>, do <typeparamref name="TReaction"/>: written as a job in the same transaction. Slow is what may take long, such as waiting for strangers' servers.
    /// </summary>
    public static IServiceCollection React<TEvent, TReaction>(
        this IServiceCollection services,
        bool isSlow = false
    )
        where TEvent : IDomainEvent
        where TReaction : class, IReaction<TEvent>
    {
        services.AddScoped<TReaction>();
        return services.AddSingleton<Action<Reactions>>(reactions =>
            reactions.React<TEvent, TReaction>(isSlow)
        );
    }

    public static IServiceCollection Later<TPayload, TTask>(
        this IServiceCollection services,
        bool isSlow = false
    )
        where TTask : class, ITask<TPayload>
    {
        services.AddScoped<TTask>();
        return services.AddSingleton<Action<Reactions>>(reactions =>
            reactions.Task<TPayload, TTask>(isSlow)
        );
    }

    public static IServiceCollection Every<TRecurring>(
        this IServiceCollection services,
        TimeSpan interval,
        bool isSlow = false
    )
        where TRecurring : class, IRecurring
    {
        services.AddScoped<TRecurring>();
        return services.AddSingleton<Action<Reactions>>(reactions =>
            reactions.Every<TRecurring>(interval, isSlow)
        );
    }

    public static void AddJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services =>
        {
            var reactions = new Reactions();
            foreach (var register in services.GetServices<Action<Reactions>>())
            {
                register(reactions);
            }

            return reactions;
        });
        builder.Services.AddSingleton<JobBell>();
        builder.Services.AddScoped<JobWorker>();
        builder.Services.AddHostedService<JobRunner>();
    }
}
