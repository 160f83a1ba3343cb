package io.yunkong.edge.link.mqtt;

import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodes.SubAck;
import io.netty.handler.codec.mqtt.MqttReasonCodes.UnsubAck;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.yunkong.edge.link.mqtt.ClientRights.DownTopic;
import io.yunkong.edge.link.profile.TopicFilter;
import io.yunkong.edge.statistics.MqttCounters;
import java.util.ArrayList;
import java.util.List;

/**
 * Which filters of one MQTT client are granted: those that cover a topic of its own. A packet pays for one and may hold thousands of filters, so
 * that one with more than a client may have is for the caller to refuse before any is looked at. Owned by the session's event loop.
 */
final class Subscriptions {
    private final List<DownTopic> own;
    private final ClientDownlink downlink;
    private final MqttCounters counters;

    Subscriptions(ClientRights rights, ClientDownlink downlink, MqttCounters counters) {
        this.own = List.copyOf(rights.topics());
        this.downlink = downlink;
        this.counters = counters;
    }

    /** What one SUBSCRIBE wants; answered filter by filter. */
    List<SubAck> subscribe(List<MqttTopicSubscription> filters) {
        List<SubAck> answers = new ArrayList<>();
        for (MqttTopicSubscription wanted : filters) {
            SubAck granted = subscribe(wanted);
            answers.add(granted);
            if (Replies.isGranted(granted)) {
                counters.subscriptionsGranted++;
            } else {
                counters.subscriptionsRefused++;
            }
        }
        downlink.reroute();
        return answers;
    }

    private SubAck subscribe(MqttTopicSubscription wanted) {
        String filter = wanted.topicFilter();
        if (filter.startsWith("$share/")) {
            return SubAck.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;
        }
        if (!TopicFilter.isGood(filter)) {
            return SubAck.TOPIC_FILTER_INVALID;
        }
        List<DownTopic> topics = own.stream()
                .filter(down -> TopicFilter.covers(filter, down.topic()))
                .toList();
        if (topics.isEmpty()) {
            return SubAck.NOT_AUTHORIZED;
        }
        if (!downlink.hasRoom(filter)) {
            return SubAck.QUOTA_EXCEEDED;
        }
        boolean sure = wanted.qualityOfService() != MqttQoS.AT_MOST_ONCE;
        downlink.subscribe(filter, sure ? MqttQoS.AT_LEAST_ONCE : MqttQoS.AT_MOST_ONCE, topics);
        return sure ? SubAck.GRANTED_QOS_1 : SubAck.GRANTED_QOS_0;
    }

    /** What one UNSUBSCRIBE wants no longer; answered filter by filter. */
    List<UnsubAck> unsubscribe(List<String> filters) {
        List<UnsubAck> answers = new ArrayList<>();
        for (String filter : filters) {
            answers.add(downlink.unsubscribe(filter) ? UnsubAck.SUCCESS : UnsubAck.NO_SUBSCRIPTION_EXISTED);
        }
        downlink.reroute();
        return answers;
    }
}
