using CpdCourse.Domain.Conversation;
using CpdCourse.Web.Features.Shared.Conversation;
using CpdCourse.Web.Jobs;

namespace CpdCourse.Web.Features.Comments;

internal static class CommentsFeature
{
    public static void AddComments(this IServiceCollection services)
    {
        services.AddSingleton<FormStamps>();
        services.AddScoped<OwnComments>();
        services.AddScoped<ReadThread>();
        services.AddScoped<ShowComments>();
        services.AddScoped<ToldNotes>();

        services.AddSingleton<StrangerLimits>();
        services.AddSingleton<StopKeys>();
        services.AddScoped<FormCheck>();
        services.AddScoped<FormKeys>();
        services.AddScoped<CommentText>();
        services.AddScoped<Acquaintance>();
        services.AddScoped<CommentLimits>();
        services.AddScoped<FindComment>();
        services.AddScoped<SaveComment>();
        services.AddScoped<WriteComment>();
        services.AddScoped<RewordComment>();
        services.AddScoped<FileReport>();

        services.AddScoped<CommentLetters>();
        services.React<CommentAccepted, TellOfComment>();
        services.Every<ForgetFormKeys>(TimeSpan.FromHours(24));
    }
}
